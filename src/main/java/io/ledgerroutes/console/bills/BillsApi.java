package io.ledgerroutes.console.bills;

import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connections/{id}/bills}: how a bill stands, and what an operator decides about it. */
@RestController
@RequestMapping("/api/v1/connections/{id}/bills/{bill}")
class BillsApi {

  private final BillAnswers answers;

  BillsApi(BillAnswers answers) {
    this.answers = answers;
  }

  /**
   * What is decided about a bill. A field that is absent or null keeps what was decided before.
   *
   * @param orders ids or numbers of the supplier's purchase orders that it belongs to; an empty list for none
   * @param number the supplier's own number, under which it goes; an empty text for Xero's
   * @param release whether it goes although a rule asks a person; say it again for a change that came since
   * @param note for the trail
   */
  record Deciding(
    @Nullable List<String> orders,
    @Nullable String number,
    @Nullable Boolean release,
    @Nullable String note
  ) {}

  /** Tells how a bill or supplier's credit stands, and what was found out about its purchase orders. */
  @GetMapping
  @Conflict("The connection's file has never been good.")
  BillView one(@PathVariable String id, @PathVariable String bill, HttpServletRequest call) {
    return answers.view(id, bill, call.isUserInRole(Role.OPERATOR.name()));
  }

  /**
   * Pairs a bill with orders, gives it the supplier's own number or releases it; then it goes through again. A field that
   * is absent keeps what was decided before.
   */
  @PostMapping("/decision")
  @Conflict("It stands in a file as it is, or the connection's file has never been good.")
  BillView decide(
    @PathVariable String id,
    @PathVariable String bill,
    @RequestBody Deciding deciding,
    HttpServletRequest call
  ) {
    BillAnswers.Wish wish = new BillAnswers.Wish(
      deciding.orders(),
      deciding.number(),
      deciding.release(),
      deciding.note()
    );
    answers.decide(id, bill, wish, call.getUserPrincipal().getName());
    return answers.view(id, bill, true);
  }
}
