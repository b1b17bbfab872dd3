package io.ledgerroutes.console.trail;

import static io.ledgerroutes.console.Question.ACTION;
import static io.ledgerroutes.console.Question.CONNECTION;
import static io.ledgerroutes.console.Question.CURSOR;
import static io.ledgerroutes.console.Question.FLOW;
import static io.ledgerroutes.console.Question.FROM;
import static io.ledgerroutes.console.Question.KEY;
import static io.ledgerroutes.console.Question.MESSAGE;
import static io.ledgerroutes.console.Question.TO;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit}: the trail, newest first. */
@RestController
class AuditApi {

  private final AuditTrail audit;

  AuditApi(AuditTrail audit) {
    this.audit = audit;
  }

  /** Lists the entries of the audit trail, newest first. */
  @GetMapping("/api/v1/audit")
  Page<AuditView> list(@Asks({ CONNECTION, FLOW, KEY, MESSAGE, ACTION, FROM, TO, CURSOR }) Asked asked) {
    AuditQuery query = new AuditQuery(
      asked.text("connection"),
      asked.text("flow"),
      asked.text("key"),
      asked.number("message"),
      asked.text("action"),
      asked.time("from"),
      asked.time("to"),
      asked.cursor(),
      Page.ROWS
    );
    return Page.of(audit.find(query), AuditRow::id, AuditView::of);
  }
}
