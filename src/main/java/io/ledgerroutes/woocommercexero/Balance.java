package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.OrderTax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lines that come to the order's total and tax to the cent (rule W3). The shop rounds per line, per rate or per
 * order, so its own sums differ by cents; what differs in tax goes to the tax of the largest line concerned, what
 * differs in net to a rounding line, and both together stay below a ceiling.
 *
 * @param rounding net amount of the rounding line; zero where none is needed
 * @param corrected how much was moved in all, without signs
 */
record Balance(List<InvoiceLine> lines, BigDecimal rounding, BigDecimal corrected) {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  /** The balanced lines, or empty where they do not come to the order's total within the ceiling. */
  static Optional<Balance> of(Order order, List<InvoiceLine> lines, BigDecimal ceiling) {
    Attempt attempt = new Attempt(lines);
    for (OrderTax tax : order.taxes()) {
      attempt.correctRate(tax.rateId(), tax.shippingTotal(), line -> line.kind() == OrderLine.Kind.SHIPPING);
      attempt.correctRate(tax.rateId(), tax.total(), line -> line.kind() != OrderLine.Kind.SHIPPING);
    }
    attempt.correctTax(order.totalTax().subtract(attempt.tax()), InvoiceLine::taxed);
    BigDecimal rounding = order
      .total()
      .subtract(order.totalTax())
      .subtract(attempt.net())
      .setScale(2, HALF_UP);
    BigDecimal corrected = attempt.moved.add(rounding.abs());
    BigDecimal most = CENT.multiply(BigDecimal.valueOf(lines.size() + 1L)).min(ceiling);
    boolean adds = attempt.tax().compareTo(order.totalTax()) == 0 && corrected.compareTo(most) <= 0;
    return adds
      ? Optional.of(new Balance(List.copyOf(attempt.lines), rounding, corrected))
      : Optional.empty();
  }

  private static final class Attempt {

    private final List<InvoiceLine> lines;
    private BigDecimal moved = BigDecimal.ZERO;

    private Attempt(List<InvoiceLine> lines) {
      this.lines = new ArrayList<>(lines);
    }

    private BigDecimal net() {
      return lines.stream().map(InvoiceLine::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal tax() {
      return lines.stream().map(InvoiceLine::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void correctRate(long rateId, BigDecimal expected, Predicate<OrderLine> part) {
      BigDecimal listed = BigDecimal.ZERO;
      for (InvoiceLine line : lines) {
        if (part.test(line.source())) {
          listed = listed.add(taxOf(line.source(), rateId));
        }
      }
      correctTax(
        expected.setScale(2, HALF_UP).subtract(listed),
        line ->
          part.test(line.source()) &&
          line
            .source()
            .taxes()
            .stream()
            .anyMatch(tax -> tax.rateId() == rateId)
      );
    }

    private static BigDecimal taxOf(OrderLine line, long rateId) {
      return line
        .taxes()
        .stream()
        .filter(tax -> tax.rateId() == rateId)
        .map(tax -> tax.total().setScale(2, HALF_UP))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void correctTax(BigDecimal difference, Predicate<InvoiceLine> concerned) {
      if (difference.signum() == 0) {
        return;
      }
      int largest = -1;
      for (int index = 0; index < lines.size(); index++) {
        boolean larger =
          largest < 0 || lines.get(index).tax().abs().compareTo(lines.get(largest).tax().abs()) > 0;
        if (concerned.test(lines.get(index)) && larger) {
          largest = index;
        }
      }
      if (largest >= 0) {
        lines.set(largest, lines.get(largest).taxedMore(difference.setScale(2, HALF_UP)));
        moved = moved.add(difference.abs());
      }
    }
  }
}
