package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.OrderTax;
import java.math.BigDecimal;

/**
 * The tax of one rate as a line of its own: what is owed to another country's or state's authority (rule W2).
 *
 * @param account a liability
 * @param taxType of what bears no tax itself
 * @param amount 2 places
 */
record TaxLine(OrderTax rate, String account, String taxType, BigDecimal amount) {
  /** What such a line is called, e.g. {@code US CA State 7.25 %}. */
  static String name(OrderTax rate) {
    String percent = rate.percent().stripTrailingZeros().toPlainString() + " %";
    return String.join(" ", rate.country(), rate.state(), rate.label(), percent)
      .replaceAll(" +", " ")
      .strip();
  }
}
