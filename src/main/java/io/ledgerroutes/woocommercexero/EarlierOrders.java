package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Orders placed before the start date, whose invoices are somebody else's (rule A1). */
final class EarlierOrders {

  private EarlierOrders() {}

  /**
   * What a person decides about refunds made since the start of an order placed before it; empty where the order was
   * placed since, or nothing of it was refunded since.
   *
   * @param zone the organisation's
   */
  static Optional<String> refundedSince(LocalDate start, ZoneId zone, ShopOrder shopOrder) {
    Order order = shopOrder.order();
    if (order.createdAt() == null || !day(order.createdAt(), zone).isBefore(start)) {
      return Optional.empty();
    }
    List<Refund> since = shopOrder
      .refunds()
      .stream()
      .filter(refund -> refund.createdAt() != null && !day(refund.createdAt(), zone).isBefore(start))
      .filter(refund -> refund.amount().signum() > 0)
      .toList();
    if (since.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal sum = since.stream().map(Refund::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    String ids = since
      .stream()
      .map(refund -> refund.id() + " of " + day(refund.createdAt(), zone))
      .collect(Collectors.joining(", "));
    return Optional.of(
      "The order was placed on " +
        day(order.createdAt(), zone) +
        ", before start, and " +
        sum.toPlainString() +
        " " +
        order.currency() +
        " was refunded since (refund " +
        ids +
        "); credit that on the invoice that the order has in the books, or bring the order over by a backfill"
    );
  }

  private static LocalDate day(Instant time, ZoneId zone) {
    return time.atZone(zone).toLocalDate();
  }
}
