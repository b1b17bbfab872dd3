package io.ledgerroutes.audit;

import io.ledgerroutes.trace.Trace;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The trail of every attempt, decision and operator action. Writing takes part in a running transaction: the
 * entry stands if and only if what it tells was committed.
 */
@Component
public class AuditTrail {

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
}
