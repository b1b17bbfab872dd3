package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.inbox.Sighting;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.polling.PolledRecords;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderHint;
import io.ledgerroutes.woocommerce.Product;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommerce.ShopProducts;
import io.ledgerroutes.woocommerce.UnreadableRecord;
import io.ledgerroutes.woocommerce.WooCommerceShop;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Orders of the shop: as they are now for a batch of hints, and what changed since the last poll. */
@Component("woocommerceOrders")
public class WooCommerceOrders {

  private static final String RECORD = WooCommerceWebhook.ORDERS;

  private final OrderContext context;
  private final WooCommerceShop shop;
  private final ShopProducts products;
  private final PostedOrders posted;
  private final PollCursorStore cursors;
  private final PollSettings polls;
  private final PolledRecords polled;

  WooCommerceOrders(
    OrderContext context,
    WooCommerceShop shop,
    ShopProducts products,
    PostedOrders posted,
    PollCursorStore cursors,
    PollSettings polls,
    PolledRecords polled
  ) {
    this.context = context;
    this.shop = shop;
    this.products = products;
    this.posted = posted;
    this.cursors = cursors;
    this.polls = polls;
    this.polled = polled;
  }

  /**
   * Brings each element its {@link ShopOrder} as the shop has it now, its {@link Generation} and what is to be done
   * about it. An order that the shop fails on is
   * found by halves and blamed, as long as the shop answers for others (DESIGN, rule 5).
   *
   * @throws RemoteFailure when the shop is down or turns us away; that is no record's fault
   */
  public void fetch(Batch batch) {
    fetch(context.of(batch.connection()), batch.open());
  }

  private void fetch(OrderContext.Scope scope, List<Element> elements) {
    if (elements.isEmpty()) {
      return;
    }
    try {
      List<Long> ids = elements.stream().map(WooCommerceOrders::id).toList();
      Map<Long, JsonNode> orders = shop.orders(scope.shop(), ids);
      Map<Long, List<JsonNode>> refunds = refunds(scope, orders);
      Map<Long, Product> sold = products(scope, orders);
      Map<String, Generation> generations = posted.generations(
        scope.connection().id(),
        elements.stream().map(Element::key).toList()
      );
      for (Element element : elements) {
        element.learn(Generation.class, generations.get(element.key()));
        JsonNode order = orders.get(id(element));
        take(scope, element, order, refunds.getOrDefault(id(element), List.of()), sold);
      }
    } catch (RemoteFailure failed) {
      isolate(scope, elements, failed);
    }
  }

  private void isolate(OrderContext.Scope scope, List<Element> elements, RemoteFailure failed) {
    Failure failure = failed.failure();
    boolean mayBeARecord = failure.kind() == FailureKind.TRANSIENT && failure.mayHaveHappened();
    if (!mayBeARecord || !shop.answers(scope.shop())) {
      throw failed;
    }
    String words =
      "the shop answers, but fails on " + (elements.size() == 1 ? "this order: " : "some order: ");
    if (elements.size() == 1) {
      elements.getFirst().settle(new Outcome.Retry(words + failure, null, Blame.RECORD));
    } else if (failure.status() == 0) {
      // Halves that each end by time-out would hold the batch for many minutes.
      elements.forEach(element ->
        element.settle(new Outcome.Retry(words + failure, Duration.ZERO, Blame.BATCH))
      );
    } else {
      fetch(scope, elements.subList(0, elements.size() / 2));
      fetch(scope, elements.subList(elements.size() / 2, elements.size()));
    }
  }

  private static long id(Element element) {
    return Long.parseLong(element.key());
  }

  private Map<Long, List<JsonNode>> refunds(OrderContext.Scope scope, Map<Long, JsonNode> orders) {
    Map<Long, List<JsonNode>> refunds = new HashMap<>();
    orders.forEach((id, order) -> {
      if (!order.path("refunds").isEmpty()) {
        refunds.put(id, shop.refunds(scope.shop(), id));
      }
    });
    return refunds;
  }

  private Map<Long, Product> products(OrderContext.Scope scope, Map<Long, JsonNode> orders) {
    if (!scope.settings().mapping().asksForProducts()) {
      return Map.of();
    }
    Set<Long> ids = new HashSet<>();
    orders
      .values()
      .forEach(order -> order.path("line_items").forEach(line -> ids.add(line.path("product_id").asLong())));
    return products.of(scope.shop(), ids);
  }

  private static void take(
    OrderContext.Scope scope,
    Element element,
    JsonNode json,
    List<JsonNode> refunds,
    Map<Long, Product> products
  ) {
    OrderSelection selection = new OrderSelection(scope);
    Generation generation = element.known(Generation.class);
    if (json == null) {
      element.learn(OrderSelection.Selected.class, selection.ofDeleted(element.key(), generation));
      return;
    }
    try {
      ShopOrder order = new ShopOrder(Order.of(json), refunds.stream().map(Refund::of).toList(), products);
      element.describe(OrderCard.of(order.order(), scope.zone()), order.order().billing().email());
      element.sighted(
        new Sighting(RECORD, element.key(), order.order().version(), scope.connection().settingsHash())
      );
      element.learn(ShopOrder.class, order);
      element.learn(OrderSelection.Selected.class, selection.of(order, generation));
    } catch (UnreadableRecord unreadable) {
      element.settle(new Outcome.Dead("the shop's order cannot be read: " + unreadable.getMessage()));
    }
  }

  /**
   * Reads what changed since the cursor (DESIGN, rule 3): the new ones are in the inbox before the cursor moves.
   * What was decided at its present version and with the present settings is not new.
   */
  public void poll(Batch batch) {
    OrderContext.Scope scope = context.of(batch.connection());
    Instant start = scope.connection().startDate().atStartOfDay(scope.zone()).toInstant();
    Instant cursor = cursors.readTo(batch.connection(), batch.flow(), start);
    Found found = new Found(scope.connection());
    Instant until = shop.ordersModified(scope.shop(), polls.from(cursor), polls.settling(), found::store);
    Outcome outcome = cursors.move(
        batch.connection(),
        batch.flow(),
        cursor,
        until,
        batch.tenant(),
        batch.epoch()
      )
      ? new Outcome.Delivered(found.read + " changed orders read, " + found.stored + " of them new")
      : Outcome.Retry.later("another node has taken over this poll", null);
    batch.open().forEach(element -> element.settle(outcome));
  }

  private final class Found {

    private final Connection connection;
    private int read;
    private int stored;

    private Found(Connection connection) {
      this.connection = connection;
    }

    private void store(List<OrderHint> hints) {
      Map<String, String> versions = new LinkedHashMap<>();
      hints.forEach(hint -> versions.put(Long.toString(hint.id()), hint.version()));
      stored += polled.store(connection.id(), RECORD, connection.settingsHash(), versions);
      read += hints.size();
    }
  }
}
