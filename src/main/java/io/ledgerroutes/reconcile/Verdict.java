package io.ledgerroutes.reconcile;

/** How a record of a period stands, in one word. */
public enum Verdict {
  /** Dry run: it would be made. */
  CREATE,
  /** Dry run: it is there and would be changed. */
  CHANGE,
  /** Dry run: it is there as it should be. */
  UNCHANGED,
  /** Dry run: its day is closed (rule A2). */
  REFUSED,
  /** Both sides say the same. */
  MATCHED,
  /** Both sides have it, and differ. */
  DIFFERENT,
  /** The books lack it and nobody is bringing it. */
  MISSING,
  /** The books lack it, and a message about it waits. */
  WAITING,
  /** A rule stops it. */
  HELD,
  /** A message about it is dead. */
  DEAD,
  /** There is nothing to book. */
  SKIPPED,
  /** It was brought over and is voided or deleted in the books. */
  GONE_IN_BOOKS,
  /** It stands in the books and is gone at its source. */
  GONE_AT_SOURCE,
  /** It stands in the books without being ours. */
  NOT_OURS;

  /** Whether a backfill feeds it: what is there already, is no sale or lies in a closed period is left out. */
  public boolean fed() {
    return switch (this) {
      case CREATE, CHANGE, HELD -> true;
      default -> false;
    };
  }

  /** Whether a call may queue it: its work decides by the rules. */
  public boolean queued() {
    return this == MISSING || this == GONE_AT_SOURCE;
  }

  /** Whether nobody needs to look at it. */
  public boolean quiet() {
    return switch (this) {
      case CREATE, UNCHANGED, MATCHED, SKIPPED -> true;
      default -> false;
    };
  }
}
