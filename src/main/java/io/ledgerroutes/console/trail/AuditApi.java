package io.ledgerroutes.console.trail;

import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
  Page<AuditView> list(@RequestParam MultiValueMap<String, String> parameters) {
    return desk.page(Asked.of(parameters, AuditDesk.FILTERS_AND_CURSOR));
  }

  /** Lists all of them for spreadsheets. */
  @GetMapping("/api/v1/audit.csv")
  void csv(@RequestParam MultiValueMap<String, String> parameters, HttpServletResponse answer)
    throws IOException {
    desk.list(Asked.of(parameters, AuditDesk.FILTERS), answer);
  }
}
