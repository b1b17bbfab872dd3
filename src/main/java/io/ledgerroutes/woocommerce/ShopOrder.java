package io.ledgerroutes.woocommerce;

import java.util.List;
import java.util.Map;

/**
 * An order with all that the shop knows about it: one aggregate, fetched and brought over together.
 *
 * @param refunds oldest first
 * @param products by id, as far as the shop still has them
 */
public record ShopOrder(Order order, List<Refund> refunds, Map<Long, Product> products) {
  public ShopOrder {
    refunds = List.copyOf(refunds);
    products = Map.copyOf(products);
  }
}
