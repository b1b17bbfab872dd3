package io.ledgerroutes.console.trail;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditRow;
import java.time.Instant;
import java.util.Map;

/** An entry of the audit trail as the API shows it. */
public record AuditView(
  long id,
  Instant at,
  String connection,
  String flow,
  String key,
  Long message,
  String actor,
  String action,
  String outcome,
  String reason,
  Integer remoteStatus,
  String correlationId,
  Long durationMillis,
  Map<String, String> detail
) {
  public static AuditView of(AuditRow row) {
    AuditEntry entry = row.entry();
    return new AuditView(
      row.id(),
      row.at(),
      entry.connection(),
      entry.flow(),
      entry.key(),
      entry.messageId(),
      entry.actor(),
      entry.action(),
      entry.outcome(),
      entry.reason(),
      entry.remoteStatus(),
      entry.correlationId(),
      entry.durationMillis(),
      entry.detail()
    );
  }
}
