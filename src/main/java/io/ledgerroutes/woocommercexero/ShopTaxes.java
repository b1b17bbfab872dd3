package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine.Kind;
import io.ledgerroutes.woocommerce.OrderLine.RateTax;
import io.ledgerroutes.woocommerce.OrderTax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tax of an order's lines, rate by rate, brought to what the order says of each rate and in all. The shop rounds
 * lines, rates and totals each for itself (facts, WooCommerce 24); a difference goes to the largest share concerned.
 */
final class ShopTaxes {

  private final Order order;
  private final List<InvoiceLine> lines;
  private final List<Share> shares = new ArrayList<>();
  private BigDecimal moved = BigDecimal.ZERO;

  /** What one rate comes to on one line. */
  private record Share(InvoiceLine line, long rateId, BigDecimal amount) {}

  ShopTaxes(Order order, List<InvoiceLine> lines) {
    this.order = order;
    this.lines = List.copyOf(lines);
    for (InvoiceLine line : lines) {
      for (RateTax tax : line.source().taxes()) {
        shares.add(new Share(line, tax.rateId(), tax.total().setScale(2, HALF_UP)));
      }
    }
  }

  void correct() {
    for (OrderTax rate : order.taxes()) {
      correct(
        rate.shippingTotal(),
        share -> of(share, rate) && share.line().source().kind() == Kind.SHIPPING
      );
      correct(rate.total(), share -> of(share, rate) && share.line().source().kind() != Kind.SHIPPING);
    }
    correct(order.totalTax(), share -> true);
  }

  /** How much was moved in all, without signs. */
  BigDecimal moved() {
    return moved;
  }

  BigDecimal sum() {
    return sum(share -> true);
  }

  /** The lines with their tax. */
  List<InvoiceLine> lines() {
    return lines
      .stream()
      .map(line ->
        line.withTax(
          line.taxAccount().isPresent()
            ? BigDecimal.ZERO.setScale(2)
            : sum(share -> share.line() == line).setScale(2, HALF_UP)
        )
      )
      .toList();
  }

  /** The tax that is no part of its lines, one line for each rate and account. */
  List<TaxLine> linesOfTheirOwn(String taxType) {
    List<String> accounts = lines
      .stream()
      .flatMap(line -> line.taxAccount().stream())
      .distinct()
      .toList();
    List<TaxLine> taxLines = new ArrayList<>();
    for (OrderTax rate : order.taxes()) {
      for (String account : accounts) {
        BigDecimal tax = sum(
          share -> of(share, rate) && share.line().taxAccount().filter(account::equals).isPresent()
        );
        if (tax.signum() != 0) {
          taxLines.add(new TaxLine(rate, account, taxType, tax));
        }
      }
    }
    return taxLines;
  }

  private void correct(BigDecimal expected, Predicate<Share> concerned) {
    BigDecimal difference = expected.setScale(2, HALF_UP).subtract(sum(concerned));
    if (difference.signum() == 0) {
      return;
    }
    shares
      .stream()
      .filter(concerned.and(this::bearsTax))
      .max(
        Comparator.comparing((Share share) -> share.amount().abs()).thenComparing(share ->
          share.line().net().abs()
        )
      )
      .ifPresent(share -> {
        Share more = new Share(share.line(), share.rateId(), share.amount().add(difference));
        shares.set(place(share), more);
        moved = moved.add(difference.abs());
      });
  }

  /** A rate of 0 % never gets a cent. */
  private boolean bearsTax(Share share) {
    return (
      share.amount().signum() != 0 ||
      order
        .taxes()
        .stream()
        .anyMatch(rate -> of(share, rate) && rate.percent().signum() > 0)
    );
  }

  private int place(Share share) {
    int place = 0;
    while (shares.get(place) != share) {
      place++;
    }
    return place;
  }

  private BigDecimal sum(Predicate<Share> which) {
    return shares.stream().filter(which).map(Share::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean of(Share share, OrderTax rate) {
    return share.rateId() == rate.rateId();
  }
}
