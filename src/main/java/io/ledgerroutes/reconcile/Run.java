package io.ledgerroutes.reconcile;

import io.ledgerroutes.audit.AuditEntry;
import java.time.Instant;

/**
 * A run over a period.
 *
 * @param settingsHash of the connection when it began
 * @param ofRun the dry run that a backfill brings over; null for others
 * @param atOnce whether a backfill does without its window
 * @param reason what a backfill waits for, or why a run was stopped; null where neither
 * @param fedTo position of the dry run's last row that was fed
 * @param fed messages stored by it
 * @param by who started it
 */
public record Run(
  long id,
  String connection,
  RunKind kind,
  Period period,
  String settingsHash,
  Long ofRun,
  boolean atOnce,
  RunState state,
  String reason,
  int fedTo,
  int fed,
  String by,
  Instant startedAt,
  Instant updatedAt
) {
  /** What the trail says of it. */
  AuditEntry entry() {
    return AuditEntry.of(kind.action())
      .connection(connection)
      .actor(by)
      .with("run", id)
      .with("from", period.from())
      .with("to", period.to())
      .with("settings", settingsHash);
  }
}
