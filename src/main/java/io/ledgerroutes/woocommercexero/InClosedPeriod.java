package io.ledgerroutes.woocommercexero;

/** What becomes of a document that is to be dated on a closed day (rule A2). */
public enum InClosedPeriod {
  /** A person decides. */
  HOLD,
  /** It is dated on the first day that is open. */
  NEXT_OPEN_DAY,
}
