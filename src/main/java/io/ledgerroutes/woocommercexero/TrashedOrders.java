package io.ledgerroutes.woocommercexero;

/** What becomes of a posted order that is trashed or deleted in the shop (rule W9). */
public enum TrashedOrders {
  /** A person decides: trash is housekeeping, not a cancelled sale. */
  HOLD,
  /** The same as of a cancelled one. */
  AS_CANCELLED,
}
