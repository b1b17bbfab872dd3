package io.ledgerroutes.reconcile;

/** How far a run is. */
public enum RunState {
  /** It waits for its window, or for live records. */
  WAITING,
  /** A backfill feeds its records to the inbox; a dry run or comparison looks at both sides. */
  RUNNING,
  /** It has done what it was for; what it fed may still be on its way. */
  DONE,
  /** It ended before that; its reason says why. */
  STOPPED,
}
