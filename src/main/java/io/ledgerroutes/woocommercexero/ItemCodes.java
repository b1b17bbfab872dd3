package io.ledgerroutes.woocommercexero;

/** Whether lines name Xero's items by the products' SKUs (rule W5). */
public enum ItemCodes {
  /** They do not. */
  NONE,
  /** They do; the items are not counted. */
  UNTRACKED,
  /** They do, and the items' stock goes down by the quantities: a line must carry its own. */
  TRACKED,
}
