package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.ShopOrder;
import java.util.List;

/** What an order with its payment and refunds means in the books: a pure function. */
final class OrderTranslator {

  private OrderTranslator() {}

  /** Plans one order that is wanted. */
  static Translation translate(BookingContext context, ShopOrder order) {
    return switch (InvoiceTranslator.translate(context, order)) {
      case Booking.Booked(BookedOrder booked) -> new Translation.Planned(
        new OrderPlan(booked, List.of(), List.of(), List.of())
      );
      case Booking.HeldBack(String reason) -> new Translation.HeldBack(reason);
      case Booking.NotWanted(String reason) -> new Translation.NotWanted(reason);
    };
  }
}
