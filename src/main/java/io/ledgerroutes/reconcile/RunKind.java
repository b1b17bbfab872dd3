package io.ledgerroutes.reconcile;

import java.util.Locale;

/** What is done with a period. */
public enum RunKind {
  /** Nothing is written: what would be. */
  DRY_RUN,
  /** Old records are brought over. */
  BACKFILL,
  /** Both sides are compared. */
  RECONCILE;

  /** As the audit trail calls it: {@code dry-run}. */
  public String action() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
