package io.ledgerroutes.woocommercexero;

import java.math.BigDecimal;
import java.util.List;

/**
 * What came in for an order.
 *
 * @param money payments on its invoice, the gateway's before what was redeemed
 * @param concerns payments that a person has to decide about, in words
 */
record Payments(List<Money> money, List<String> concerns) {
  Payments {
    money = List.copyOf(money);
    concerns = List.copyOf(concerns);
  }

  BigDecimal total() {
    return money.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
