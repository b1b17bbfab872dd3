package io.ledgerroutes.reconcile;

/** How far a run is. */
public enum RunState {
  /** It waits for its window, or for live records. */
  WAITING,
  /** It feeds its records to the inbox. */
  RUNNING,
  /** It has done what it was for; what it fed may still be on its way. */
  DONE,
  /** It ended before that; its reason says why. */
  STOPPED,
}
