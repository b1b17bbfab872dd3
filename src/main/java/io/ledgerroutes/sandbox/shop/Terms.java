package io.ledgerroutes.sandbox.shop;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an order is added up: by the shop's settings at that time and by where the goods go.
 *
 * @param inclusive whether prices are with tax
 * @param atSubtotal whether tax is rounded per rate once, rather than per line
 * @param country where the goods go; empty means that nothing is taxed
 */
record Terms(boolean inclusive, boolean atSubtotal, String country, String state) {
  /** Prices without tax, tax rounded by line. */
  static Terms to(String country, String state) {
    return new Terms(false, false, country, state);
  }

  Terms withTaxInPrices() {
    return new Terms(true, atSubtotal, country, state);
  }

  Terms roundedAtSubtotal() {
    return new Terms(inclusive, true, country, state);
  }

  /** No tax at all, as for a buyer who is exempt. */
  Terms untaxed() {
    return new Terms(inclusive, atSubtotal, "", "");
  }

  List<Rate> rates(String taxClass, boolean taxable) {
    return taxable ? Rate.of(country, state, taxClass) : List.of();
  }

  /** The unrounded tax of each rate on a net amount. */
  static Map<Rate, BigDecimal> taxes(BigDecimal net, List<Rate> rates) {
    Map<Rate, BigDecimal> taxes = new LinkedHashMap<>();
    BigDecimal before = BigDecimal.ZERO;
    for (Rate rate : rates) {
      BigDecimal tax = (rate.compound() ? net.add(before) : net).multiply(rate.share());
      taxes.put(rate, tax);
      before = before.add(tax);
    }
    return taxes;
  }

  /** A price of the shop without its tax, unrounded. */
  BigDecimal net(BigDecimal price, List<Rate> rates) {
    if (!inclusive || rates.isEmpty()) {
      return price;
    }
    BigDecimal factor = taxes(BigDecimal.ONE, rates)
      .values()
      .stream()
      .reduce(BigDecimal.ONE, BigDecimal::add);
    return price.divide(factor, MathContext.DECIMAL64);
  }

  /** With prices including tax the shop rounds tax half down in its totals, and half up in the lines it shows. */
  BigDecimal roundTax(BigDecimal tax) {
    return tax.setScale(2, inclusive ? RoundingMode.HALF_DOWN : RoundingMode.HALF_UP);
  }
}
