package io.ledgerroutes.console.trail;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit}: the trail, newest first. */
@RestController
class AuditApi {

  private final AuditTrail audit;

  AuditApi(AuditTrail audit) {
    this.audit = audit;
  }

  @GetMapping("/api/v1/audit")
  Page<AuditView> list(@RequestParam MultiValueMap<String, String> parameters) {
    Asked asked = Asked.of(
      parameters,
      "connection",
      "flow",
      "key",
      "message",
      "action",
      "from",
      "to",
      "cursor"
    );
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
