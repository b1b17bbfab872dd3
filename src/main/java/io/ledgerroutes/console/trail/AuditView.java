package io.ledgerroutes.console.trail;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditRow;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail; what does not apply is null. It names no person but the operator.
 *
 * @param id its number; later entries have higher ones
 * @param at when
 * @param connection whose
 * @param flow what kind of record
 * @param key the record's key within its flow
 * @param message the message's number
 * @param actor who: {@code system}, or the name of a user
 * @param action what was tried or decided
 * @param outcome how it ended, in a word
 * @param reason why
 * @param remoteStatus the HTTP status of the remote's answer
 * @param correlationId joins what happened for one delivery or poll
 * @param durationMillis how long it took
 * @param detail further ids and hashes, by name
 */
public record AuditView(
  long id,
  Instant at,
  @Nullable String connection,
  @Nullable String flow,
  @Nullable String key,
  @Nullable Long message,
  String actor,
  String action,
  @Nullable String outcome,
  @Nullable String reason,
  @Nullable Integer remoteStatus,
  @Nullable String correlationId,
  @Nullable Long durationMillis,
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
