package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.OrderTax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Which Xero tax type stands for a set of the shop's rates (rule W2).
 *
 * @param rates all rates on a line, no more and no fewer
 */
public record TaxRule(List<Rate> rates, String taxType) {
  private static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  public TaxRule {
    rates = List.copyOf(rates);
  }

  /**
   * One rate.
   *
   * @param country ISO 3166 code; empty only for a rate that the shop has for all countries
   * @param state the state's code; empty fits any
   * @param label as the shop shows it; empty fits any
   * @param percent fits the shop's within 0.01
   */
  public record Rate(String country, String state, String label, BigDecimal percent) {
    boolean fits(OrderTax tax) {
      return (
        country.equals(tax.country()) &&
        (state.isEmpty() || state.equals(tax.state())) &&
        (label.isEmpty() || label.equalsIgnoreCase(tax.label())) &&
        percent.subtract(tax.percent()).abs().compareTo(TOLERANCE) <= 0
      );
    }
  }

  /** Whether each rate fits one of the taxes and none is left over. */
  boolean fits(List<OrderTax> taxes) {
    return taxes.size() == rates.size() && fits(rates, taxes);
  }

  private static boolean fits(List<Rate> rates, List<OrderTax> taxes) {
    if (rates.isEmpty()) {
      return true;
    }
    List<Rate> others = rates.subList(1, rates.size());
    return taxes
      .stream()
      .filter(tax -> rates.getFirst().fits(tax))
      .anyMatch(tax -> {
        List<OrderTax> left = new ArrayList<>(taxes);
        left.remove(tax);
        return fits(others, left);
      });
  }
}
