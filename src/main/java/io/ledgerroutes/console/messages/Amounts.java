package io.ledgerroutes.console.messages;

import java.math.BigDecimal;

/** Amounts are kept with four decimals; two are shown unless there are more. */
final class Amounts {

  private Amounts() {}

  static BigDecimal shown(BigDecimal amount) {
    if (amount == null) {
      return null;
    }
    BigDecimal plain = amount.stripTrailingZeros();
    return plain.scale() < 2 ? plain.setScale(2) : plain;
  }
}
