package io.ledgerroutes.console.trail;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.CsvAnswer;
import io.ledgerroutes.console.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** What a call and a page about the trail do alike: what can be asked for, a page of it, and all of it as a list. */
@Component
class AuditDesk {

  /** What narrows a list of entries. */
  static final String[] FILTERS = {
    "connection",
    "flow",
    "key",
    "message",
    "action",
    "actor",
    "outcome",
    "from",
    "to",
  };

  /** What is asked of a list that comes in pages. */
  static final String[] FILTERS_AND_CURSOR = {
    "connection",
    "flow",
    "key",
    "message",
    "action",
    "actor",
    "outcome",
    "from",
    "to",
    "cursor",
  };

  private final AuditTrail audit;

  AuditDesk(AuditTrail audit) {
    this.audit = audit;
  }

  /** The entries asked for, newest first. */
  Page<AuditView> page(Asked asked) {
    AuditQuery query = query(asked).before(asked.cursor());
    return Page.of(audit.find(query), AuditRow::id, AuditView::of);
  }

  /** Answers with all the entries asked for, as they come from the store. */
  void list(Asked asked, HttpServletResponse answer) throws IOException {
    AuditQuery query = query(asked);
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    CsvAnswer.write(answer, "audit-trail", out ->
      AuditList.write(out, now, query, sink -> audit.each(query, sink))
    );
  }

  private static AuditQuery query(Asked asked) {
    return new AuditQuery(
      asked.text("connection"),
      asked.text("flow"),
      asked.text("key"),
      asked.number("message"),
      asked.text("action"),
      asked.text("actor"),
      asked.text("outcome"),
      asked.time("from"),
      asked.time("to"),
      null,
      Page.ROWS
    );
  }
}
