package io.ledgerroutes.audit;

import io.ledgerroutes.trace.Trace;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The trail of every attempt, decision and operator action. Writing takes part in a running transaction: the
 * entry stands if and only if what it tells was committed.
 */
@Component
public class AuditTrail {

  private static final int PAGE = 500;

  private final AuditStore store;

  public AuditTrail(AuditStore store) {
    this.store = store;
  }

  /**
   * Adds one entry, clipped and freed of control characters. One without a correlation id gets that of the call or
   * the arrival that this thread serves.
   */
  public void record(AuditEntry entry) {
    record(List.of(entry));
  }

  /** Adds the entries, in their order, in few statements. */
  public void record(List<AuditEntry> entries) {
    store.insert(entries.stream().map(AuditTrail::traced).toList());
  }

  private static AuditEntry traced(AuditEntry entry) {
    return entry.correlationId() == null ? entry.correlation(Trace.id().orElse(null)) : entry;
  }

  /** The entries asked for, newest first. */
  public List<AuditRow> find(AuditQuery query) {
    return store.find(query);
  }

  /**
   * Hands on every entry asked for, newest first, a page at a time: what is recorded meanwhile is left out, and
   * nothing comes twice.
   */
  public void each(AuditQuery query, Consumer<AuditRow> sink) {
    AuditQuery page = query.ofPages(PAGE);
    while (true) {
      List<AuditRow> rows = store.find(page);
      rows.forEach(sink);
      if (rows.size() < PAGE) {
        return;
      }
      page = page.before(rows.getLast().id());
    }
  }
}
