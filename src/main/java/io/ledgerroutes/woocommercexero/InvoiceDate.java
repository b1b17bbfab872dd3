package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import java.time.Instant;
import java.util.Optional;

/** Which day of an order is its invoice's (rule W5). */
public enum InvoiceDate {
  /** When it was placed. */
  ORDER,
  /** When it was paid; until then it waits. */
  PAID,
  /** When it was completed; until then it waits. */
  COMPLETED;

  /** Empty where it has not come yet. */
  Optional<Instant> of(Order order) {
    return Optional.ofNullable(
      switch (this) {
        case ORDER -> order.createdAt();
        case PAID -> order.paidAt();
        case COMPLETED -> order.completedAt();
      }
    );
  }
}
