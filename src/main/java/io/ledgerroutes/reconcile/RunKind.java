package io.ledgerroutes.reconcile;

/** What is done with a period. */
public enum RunKind {
  /** Nothing is written: what would be. */
  DRY_RUN,
  /** Old records are brought over. */
  BACKFILL,
  /** Both sides are compared. */
  RECONCILE,
}
