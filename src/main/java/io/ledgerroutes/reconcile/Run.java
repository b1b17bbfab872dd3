package io.ledgerroutes.reconcile;

import java.time.Instant;

/**
 * A run over a period.
 *
 * @param settingsHash of the connection when it began
 * @param ofRun the dry run that a backfill brings over; null for others
 * @param atOnce whether a backfill does without its window
 * @param reason what a backfill waits for; null where it does not
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
) {}
