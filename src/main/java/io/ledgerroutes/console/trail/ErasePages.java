package io.ledgerroutes.console.trail;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /erase}: an operator erases a person and reads what became of it. The address stands in no URL. */
@Controller
class ErasePages {

  private static final String REPORT = "report";

  private final EraseDesk desk;

  ErasePages(EraseDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/erase")
  String form() {
    return "trail/erase";
  }

  @PostMapping("/erase")
  String erase(@RequestParam(defaultValue = "") String email, Principal operator, RedirectAttributes after) {
    after.addFlashAttribute(REPORT, desk.erase(email, operator.getName()));
    return "redirect:/erase";
  }
}
