package io.ledgerroutes.woocommercexero;

import java.math.BigDecimal;

/**
 * What a credit takes off one line of an invoice.
 *
 * @param line its position among the invoice's lines
 * @param quantity how many pieces are given back; 1 where it is no matter of pieces
 */
record Taken(int line, BigDecimal quantity, Amount amount) {
  Taken(int line, Amount amount) {
    this(line, BigDecimal.ONE, amount);
  }

  Taken with(Amount other) {
    return new Taken(line, quantity, other);
  }
}
