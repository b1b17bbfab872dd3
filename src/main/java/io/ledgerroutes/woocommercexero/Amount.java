package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;

/**
 * What stands on a line.
 *
 * @param net without tax, 2 places
 * @param tax 2 places
 */
record Amount(BigDecimal net, BigDecimal tax) {
  static final Amount NOTHING = new Amount(BigDecimal.ZERO, BigDecimal.ZERO);

  Amount {
    net = net.setScale(2, HALF_UP);
    tax = tax.setScale(2, HALF_UP);
  }

  BigDecimal gross() {
    return net.add(tax);
  }

  Amount plus(Amount other) {
    return new Amount(net.add(other.net), tax.add(other.tax));
  }

  Amount minus(Amount other) {
    return new Amount(net.subtract(other.net), tax.subtract(other.tax));
  }

  boolean isNothing() {
    return net.signum() == 0 && tax.signum() == 0;
  }

  /** As much of it as lies between nothing and the limit, net and tax each for itself. */
  Amount within(Amount limit) {
    return new Amount(within(net, limit.net), within(tax, limit.tax));
  }

  private static BigDecimal within(BigDecimal wanted, BigDecimal limit) {
    return limit.signum() >= 0
      ? wanted.max(BigDecimal.ZERO).min(limit)
      : wanted.min(BigDecimal.ZERO).max(limit);
  }
}
