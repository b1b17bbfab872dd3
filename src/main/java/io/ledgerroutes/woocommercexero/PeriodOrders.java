package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.TooLarge;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.Product;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommerce.ShopProducts;
import io.ledgerroutes.woocommerce.UnreadableRecord;
import io.ledgerroutes.woocommerce.WooCommerceShop;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The shop's orders of a period with their refunds, as they are now. */
@Component
class PeriodOrders {

  private static final int MOST = 20_000;

  private final WooCommerceShop shop;
  private final ShopProducts products;

  PeriodOrders(WooCommerceShop shop, ShopProducts products) {
    this.shop = shop;
    this.products = products;
  }

  /**
   * Orders of a period.
   *
   * @param orders by id
   * @param unreadable why an order cannot be read, by id
   */
  record Found(Map<Long, ShopOrder> orders, Map<Long, String> unreadable) {
    Found() {
      this(new TreeMap<>(), new TreeMap<>());
    }
  }

  /** Those placed in the period, trashed ones not among them. */
  Found placed(OrderContext.Scope scope, Period period) {
    Instant from = period.begins(scope.zone());
    Instant until = period.ends(scope.zone());
    int count = shop.countCreated(scope.shop(), from, until);
    if (count > MOST) {
      throw new TooLarge(count, MOST);
    }
    Map<Long, JsonNode> read = new TreeMap<>();
    shop.ordersCreated(scope.shop(), from, until, page ->
      page.forEach(order -> read.put(order.path("id").asLong(), order))
    );
    return found(scope, read);
  }

  /** Those of these ids, trashed ones too; what is gone for good is absent. */
  Found of(OrderContext.Scope scope, Collection<Long> ids) {
    return found(scope, shop.orders(scope.shop(), ids));
  }

  private Found found(OrderContext.Scope scope, Map<Long, JsonNode> read) {
    Found found = new Found();
    Map<Long, Product> sold = products(scope, read.values());
    read.forEach((id, json) -> {
      try {
        found.orders().put(id, new ShopOrder(Order.of(json), refunds(scope, id, json), sold));
      } catch (UnreadableRecord unreadable) {
        found.unreadable().put(id, "the shop's order cannot be read: " + unreadable.getMessage());
      }
    });
    return found;
  }

  private Map<Long, Product> products(OrderContext.Scope scope, Collection<JsonNode> orders) {
    if (!scope.settings().mapping().asksForProducts()) {
      return Map.of();
    }
    Set<Long> ids = new HashSet<>();
    orders.forEach(order ->
      order.path("line_items").forEach(line -> ids.add(line.path("product_id").asLong()))
    );
    return products.of(scope.shop(), ids);
  }

  private List<Refund> refunds(OrderContext.Scope scope, long id, JsonNode order) {
    return order.path("refunds").isEmpty()
      ? List.of()
      : shop
          .refunds(scope.shop(), id)
          .stream()
          .map(Refund::of)
          .sorted(Comparator.comparingLong(Refund::id))
          .toList();
  }
}
