package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import java.util.ArrayList;
import java.util.List;

/** What an order with its payment and refunds means in the books: a pure function. */
final class OrderTranslator {

  private OrderTranslator() {}

  /** Plans one order that is wanted and of which nothing stands in the books yet. */
  static Translation translate(BookingContext context, ShopOrder order) {
    return translate(context, order, Posted.nothing());
  }

  /** Plans one order that is wanted; its credits follow what stands in the books already. */
  static Translation translate(BookingContext context, ShopOrder order, Posted posted) {
    return switch (InvoiceTranslator.translate(context, order)) {
      case Booking.Booked(BookedOrder booked) -> new Translation.Planned(
        plan(context, booked, order.refunds(), posted)
      );
      case Booking.HeldBack(String reason) -> new Translation.HeldBack(reason);
      case Booking.NotWanted(String reason) -> new Translation.NotWanted(reason);
    };
  }

  private static OrderPlan plan(
    BookingContext context,
    BookedOrder booked,
    List<Refund> refunds,
    Posted posted
  ) {
    Credits credits = RefundTranslator.translate(context, booked, refunds, posted);
    Payments payments = PaymentTranslator.translate(context, booked, credits.allocated());
    List<String> concerns = new ArrayList<>(payments.concerns());
    concerns.addAll(credits.concerns());
    return new OrderPlan(booked, payments.money(), credits.credits(), concerns);
  }
}
