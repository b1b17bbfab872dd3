package io.ledgerroutes.console.bills;

import io.ledgerroutes.console.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /connections/{id}/bills/{bill}}: a bill beside the orders that it may belong to. */
@Controller
@RequestMapping("/connections/{id}/bills/{bill}")
class BillPages {

  private final BillAnswers answers;

  BillPages(BillAnswers answers) {
    this.answers = answers;
  }

  @GetMapping
  String one(
    @PathVariable String id,
    @PathVariable String bill,
    @RequestParam(defaultValue = "") String order,
    HttpServletRequest call,
    Model page
  ) {
    boolean names = call.isUserInRole(Role.OPERATOR.name());
    BillView view = answers.view(id, bill, order, names);
    page.addAttribute("title", (view.number().isEmpty() ? bill : view.number()) + " · " + view.type());
    page.addAttribute("connection", id);
    page.addAttribute("bill", view);
    page.addAttribute("lookedFor", order);
    return "bills/one";
  }

  @PostMapping("/decision")
  String decide(
    @PathVariable String id,
    @PathVariable String bill,
    @RequestParam(required = false) List<String> orders,
    @RequestParam(required = false) String others,
    @RequestParam(required = false) String number,
    @RequestParam(defaultValue = "false") boolean release,
    @RequestParam(required = false) String note,
    Principal operator,
    RedirectAttributes onward
  ) {
    BillAnswers.Wish wish = new BillAnswers.Wish(BillAnswers.together(orders, others), number, release, note);
    Optional<Long> message = answers.decide(id, bill, wish, operator.getName());
    onward.addFlashAttribute("notice", "It is decided, and the bill goes through again.");
    return message.map(one -> "redirect:/messages/" + one).orElse("redirect:/connections/{id}/bills/{bill}");
  }
}
