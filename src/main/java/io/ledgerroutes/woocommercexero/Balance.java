package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.woocommerce.Order;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Lines that come to the order's total and tax to the cent (rule W3). The shop rounds per line, per rate or per
 * order, so its own sums differ by cents; what differs in tax goes to the tax of the largest line concerned, what
 * differs in net to a rounding line, and both together stay below a ceiling.
 *
 * @param taxLines tax that is a line of its own, one for each rate and account
 * @param rounding net amount of the rounding line; zero where none is needed
 * @param corrected how much was moved in all, without signs
 */
record Balance(List<InvoiceLine> lines, List<TaxLine> taxLines, BigDecimal rounding, BigDecimal corrected) {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  Balance {
    lines = List.copyOf(lines);
    taxLines = List.copyOf(taxLines);
  }

  /**
   * The balanced lines, or empty where they do not come to the total within the ceiling.
   *
   * @param total the order's and what was redeemed of it, to the cent
   */
  static Optional<Balance> of(
    Order order,
    BigDecimal total,
    List<InvoiceLine> lines,
    MappingSettings settings
  ) {
    ShopTaxes taxes = new ShopTaxes(order, lines);
    taxes.correct();
    BigDecimal net = lines.stream().map(InvoiceLine::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax = order.totalTax().setScale(2, HALF_UP);
    BigDecimal rounding = total.subtract(tax).subtract(net).setScale(2, HALF_UP);
    BigDecimal corrected = taxes.moved().add(rounding.abs());
    BigDecimal most = CENT.multiply(BigDecimal.valueOf(lines.size() + 1L)).min(settings.roundingCeiling());
    boolean coins =
      taxes.moved().compareTo(most) <= 0 && rounding.abs().compareTo(coins(order, settings)) <= 0;
    boolean adds = taxes.sum().compareTo(tax) == 0 && (corrected.compareTo(most) <= 0 || coins);
    return adds
      ? Optional.of(
          new Balance(taxes.lines(), taxes.linesOfTheirOwn(settings.roundingTaxType()), rounding, corrected)
        )
      : Optional.empty();
  }

  private static BigDecimal coins(Order order, MappingSettings settings) {
    return settings
      .cashRounding()
      .map(rounding -> rounding.most(order.paymentMethod(), order.total()))
      .orElse(BigDecimal.ZERO);
  }
}
