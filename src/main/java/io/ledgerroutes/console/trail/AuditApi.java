package io.ledgerroutes.console.trail;

import static io.ledgerroutes.console.Question.ACTION;
import static io.ledgerroutes.console.Question.ACTOR;
import static io.ledgerroutes.console.Question.CONNECTION;
import static io.ledgerroutes.console.Question.CURSOR;
import static io.ledgerroutes.console.Question.FLOW;
import static io.ledgerroutes.console.Question.FROM;
import static io.ledgerroutes.console.Question.KEY;
import static io.ledgerroutes.console.Question.MESSAGE;
import static io.ledgerroutes.console.Question.OUTCOME;
import static io.ledgerroutes.console.Question.TO;

import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit}: the trail, newest first. */
@RestController
class AuditApi {

  private final AuditDesk desk;

  AuditApi(AuditDesk desk) {
    this.desk = desk;
  }

  /** Lists the entries of the audit trail, newest first. */
  @GetMapping("/api/v1/audit")
  Page<AuditView> list(
    @Asks({ CONNECTION, FLOW, KEY, MESSAGE, ACTION, ACTOR, OUTCOME, FROM, TO, CURSOR }) Asked asked
  ) {
    return desk.page(asked);
  }

  /** Lists all entries asked for, newest first, for spreadsheets. */
  @GetMapping(path = "/api/v1/audit.csv", produces = "text/csv")
  void csv(
    @Asks({ CONNECTION, FLOW, KEY, MESSAGE, ACTION, ACTOR, OUTCOME, FROM, TO }) Asked asked,
    HttpServletResponse answer
  ) throws IOException {
    desk.list(asked, answer);
  }
}
