package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people do to an order in the shop's back office. Each answers the order as it is afterwards, and throws
 * IllegalArgumentException that says what to do where it makes no sense.
 */
record Deeds(Shop shop) {
  /** The money came; an order that waited for it goes to work. */
  ObjectNode pay(ObjectNode order) {
    require(order.path("date_paid").isNull(), "it is paid already");
    ObjectNode changes = Json.object();
    shop.time().set(changes, "date_paid", shop.now());
    boolean waited = order.path("status").asText().matches("pending|on-hold|failed|checkout-draft");
    return shop.change(order, waited ? changes.put("status", "processing") : changes);
  }

  /** Sent off; with cash on delivery the money came as well. */
  ObjectNode complete(ObjectNode order) {
    return status(order, "completed");
  }

  ObjectNode cancel(ObjectNode order) {
    require(!order.path("status").asText().matches("cancelled|trash|refunded"), "it is over already");
    return status(order, "cancelled");
  }

  ObjectNode hold(ObjectNode order) {
    return status(order, "on-hold");
  }

  ObjectNode status(ObjectNode order, String status) {
    return new OrderBook(shop).change(order, Json.object().put("status", status));
  }

  ObjectNode trash(ObjectNode order) {
    require(!order.path("status").asText().equals("trash"), "it is in the trash already");
    return shop.trash(order);
  }

  /** Out of the trash, without a word (facts, shop 12). */
  ObjectNode restore(ObjectNode order) {
    require(order.path("status").asText().equals("trash"), "it is not in the trash");
    return shop.restore(order);
  }

  /** Gone for good, without a word. */
  ObjectNode delete(ObjectNode order) {
    shop.remove(order);
    return order;
  }

  /** One more of the first product. */
  ObjectNode edit(ObjectNode order) {
    JsonNode line = order.path("line_items").path(0);
    require(line.isObject(), "it has no product to change");
    int quantity = line.path("quantity").asInt();
    BigDecimal total = new BigDecimal(line.path("total").asText());
    BigDecimal more = total
      .multiply(BigDecimal.valueOf(quantity + 1L))
      .divide(BigDecimal.valueOf(Math.max(1, quantity)), 2, RoundingMode.HALF_UP);
    ObjectNode changes = Json.object();
    changes
      .putArray("line_items")
      .addObject()
      .put("id", line.path("id").asInt())
      .put("quantity", quantity + 1)
      .put("subtotal", more.toPlainString())
      .put("total", more.toPlainString());
    return new OrderBook(shop).change(order, changes);
  }

  /** Everything back, line by line. */
  ObjectNode refund(ObjectNode order, boolean throughGateway) {
    RefundDesk desk = new RefundDesk(shop);
    require(desk.remaining(order).signum() > 0, "there is nothing left to give back");
    boolean untouched = desk.of(order).isEmpty();
    RefundWish wish = new RefundWish(
      Optional.of(desk.remaining(order)),
      "",
      throughGateway,
      untouched ? RefundDesk.allLines(order) : List.of()
    );
    return made(order, wish);
  }

  /** One of the first product, or what shipping cost. */
  ObjectNode refundPart(ObjectNode order, String list, boolean throughGateway) {
    JsonNode line = order.path(list).path(0);
    require(line.isObject(), "it has none of " + list);
    RefundWish.Line whole = RefundDesk.whole(line);
    int quantity = Math.max(1, whole.quantity());
    RefundWish.Line one = new RefundWish.Line(
      whole.item(),
      1,
      share(whole.net(), quantity),
      shares(whole.taxes(), quantity)
    );
    return made(order, new RefundWish(Optional.empty(), "one broken", throughGateway, List.of(one)));
  }

  private static Map<Integer, BigDecimal> shares(Map<Integer, BigDecimal> taxes, int quantity) {
    Map<Integer, BigDecimal> shares = new TreeMap<>();
    taxes.forEach((rate, tax) -> shares.put(rate, share(tax, quantity)));
    return shares;
  }

  private static BigDecimal share(BigDecimal amount, int quantity) {
    return amount.divide(BigDecimal.valueOf(quantity), 2, RoundingMode.HALF_UP);
  }

  /** An amount without lines, at most what is left. */
  ObjectNode refundAmount(ObjectNode order, BigDecimal amount, boolean throughGateway) {
    return made(order, new RefundWish(Optional.of(amount), "goodwill", throughGateway, List.of()));
  }

  /** Takes the newest refund away again, without a word (facts, shop 12). */
  ObjectNode deleteRefund(ObjectNode order) {
    RefundDesk desk = new RefundDesk(shop);
    require(!desk.of(order).isEmpty(), "it has no refund");
    desk.delete(order, desk.of(order).getFirst());
    return now(order);
  }

  private ObjectNode made(ObjectNode order, RefundWish wish) {
    try {
      new RefundDesk(shop).refund(order, wish);
    } catch (RefundRefused refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
    return now(order);
  }

  private ObjectNode now(ObjectNode order) {
    return shop.order(order.path("id").asInt()).orElseThrow();
  }

  private static void require(boolean sensible, String why) {
    if (!sensible) {
      throw new IllegalArgumentException("This cannot be done to the order: " + why);
    }
  }
}
