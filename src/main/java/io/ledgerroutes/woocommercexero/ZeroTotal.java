package io.ledgerroutes.woocommercexero;

/** What becomes of an order that costs nothing. */
public enum ZeroTotal {
  /** It is skipped: there is nothing to book. */
  SKIP,
  /** It becomes an invoice of 0.00. */
  INVOICE,
}
