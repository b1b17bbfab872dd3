package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;

/**
 * How many at which price a line says. Where the amount is no multiple of a price of 4 places, the line is one piece:
 * the amount is what counts.
 *
 * @param counted whether the quantity is the one that was sold
 * @param unitAmount 4 places
 */
record Pieces(boolean counted, BigDecimal quantity, BigDecimal unitAmount) {
  /** As precise as Xero is asked to keep prices. */
  static final int PLACES = 4;

  /**
   * Of a line, with its tax or without.
   *
   * @param count whether a price will do that comes to the amount only as Xero rounds lines, to 2 places
   */
  static Pieces of(InvoiceLine line, boolean inclusive, boolean count) {
    BigDecimal amount = inclusive ? line.net().add(line.tax()) : line.net();
    BigDecimal quantity = line.source().quantity().stripTrailingZeros();
    if (quantity.signum() > 0 && quantity.scale() <= PLACES) {
      BigDecimal unit = amount.divide(quantity, PLACES, HALF_UP);
      BigDecimal comesTo = unit.multiply(quantity);
      if ((count ? comesTo.setScale(2, HALF_UP) : comesTo).compareTo(amount) == 0) {
        return new Pieces(true, quantity, unit);
      }
    }
    return new Pieces(false, BigDecimal.ONE, amount.setScale(PLACES));
  }
}
