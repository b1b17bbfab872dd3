package io.ledgerroutes.inbox;

/** Where a message stands. */
public enum MessageState {
  /** On disk, not yet tried. */
  RECEIVED,
  /** A batch is working on it. */
  IN_FLIGHT,
  /** Tried, will be tried again by itself. */
  RETRY,
  /** Brought over. */
  DONE,
  /** Nothing to do, with the reason. */
  SKIPPED,
  /** Stopped by a rule, waits for a person or for another record. */
  HELD,
  /** No retry will mend it, waits for a person. */
  DEAD,
}
