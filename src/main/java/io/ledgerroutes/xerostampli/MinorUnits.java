package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.stream.Stream;

/** With how many places a document's amounts are written. */
final class MinorUnits {

  /** Xero's totals have two places, whatever the currency (facts, Xero 3). */
  private static final int MOST = 2;

  private MinorUnits() {}

  /** Those of the currency; as many as Xero has where an amount is finer than its currency. */
  static int of(String currency, Stream<BigDecimal> amounts) {
    int own = own(currency);
    return amounts.allMatch(amount -> amount.stripTrailingZeros().scale() <= own) ? own : MOST;
  }

  private static int own(String currency) {
    try {
      int digits = Currency.getInstance(currency).getDefaultFractionDigits();
      return digits < 0 ? MOST : Math.min(MOST, digits);
    } catch (IllegalArgumentException unknown) {
      return MOST;
    }
  }
}
