package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.RecordCard;
import io.ledgerroutes.inbox.RecordPart;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.Order;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What people know an order by, and which records its documents stand for. */
final class OrderCard {

  private OrderCard() {}

  /** The order's own words; its day is that on which it was placed. */
  static RecordCard of(Order order, ZoneId zone) {
    return new RecordCard(
      order.number(),
      order.createdAt() == null ? null : order.createdAt().atZone(zone).toLocalDate(),
      order.total(),
      order.currency()
    );
  }

  /** The sources of all documents that a plan makes. */
  static List<RecordPart> parts(OrderPlan plan) {
    List<RecordPart> parts = new ArrayList<>();
    parts.add(part(plan.booked().invoice().source()));
    plan.payments().forEach(money -> parts.add(part(money.source())));
    for (Credit credit : plan.credits()) {
      parts.add(part(credit.note().source()));
      for (Credit.Use use : credit.uses()) {
        if (use instanceof Credit.Use.PaidBack(Money money)) {
          parts.add(part(money.source()));
        }
      }
    }
    return parts;
  }

  private static RecordPart part(SourceRef source) {
    return new RecordPart(source.type(), source.id());
  }
}
