package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.OrderSelection.Selected;

/**
 * An order with what the rules want of it.
 *
 * @param generation which of its invoices counts
 * @param translation of what is to stand, for that invoice; of an order that is left alone what would
 */
record PlannedOrder(ShopOrder order, Generation generation, Selected selected, Translation translation) {
  String key() {
    return Long.toString(order.order().id());
  }
}
