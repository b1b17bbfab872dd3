package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.OrderSelection.Selected;
import java.util.Optional;

/**
 * An order with what the rules want of it.
 *
 * @param generation which of its invoices counts
 * @param translation of what is to stand, for that invoice; of an order that is left alone what would
 * @param cancelled whether it was taken back by a credit note: then invoice and note stand both
 */
record PlannedOrder(
  ShopOrder order,
  Generation generation,
  Selected selected,
  Translation translation,
  boolean cancelled
) {
  /** What is to stand, where anything is. */
  Optional<OrderPlan> standing() {
    boolean stands = selected instanceof Selected.Brought || cancelled;
    return stands ? plan() : Optional.empty();
  }

  /** What would stand if it were wanted. */
  Optional<OrderPlan> plan() {
    return translation instanceof Translation.Planned(OrderPlan plan) ? Optional.of(plan) : Optional.empty();
  }

  String key() {
    return Long.toString(order.order().id());
  }
}
