package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Which orders are brought over: those of a wanted status that were placed on or after the start date (rule A1). */
final class OrderSelection {

  private OrderSelection() {}

  /** Why an order is left alone, or empty where it is wanted. */
  static Optional<String> leftAlone(
    Order order,
    WooCommerceXeroSettings settings,
    LocalDate startDate,
    ZoneId zone
  ) {
    if (!settings.orders().statuses().contains(order.status())) {
      return Optional.of("its status " + order.status() + " is none of those brought over");
    }
    if (order.createdAt() != null && order.createdAt().atZone(zone).toLocalDate().isBefore(startDate)) {
      return Optional.of("before start: it was placed before " + startDate);
    }
    return Optional.empty();
  }
}
