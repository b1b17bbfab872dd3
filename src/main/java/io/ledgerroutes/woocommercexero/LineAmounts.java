package io.ledgerroutes.woocommercexero;

/** Whether an invoice shows its prices with or without tax (rule W3). */
public enum LineAmounts {
  /** As the shop's prices were entered. */
  AS_SHOP,
  /** Without tax. */
  EXCLUSIVE,
  /** With tax. */
  INCLUSIVE;

  boolean inclusive(boolean pricesIncludeTax) {
    return this == AS_SHOP ? pricesIncludeTax : this == INCLUSIVE;
  }
}
