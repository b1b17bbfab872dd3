package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives money back. Amounts of a refund are positive, its lines negative, the order's total stays; an order
 * that is given back in full becomes refunded (facts, shop 28).
 */
record RefundDesk(Shop shop) {
  /** The gateways that send money back by themselves. */
  private static final Set<String> AUTOMATIC = Set.of("stripe", "ppcp-gateway", "klarna_payments");
  private static final List<String> LISTS = List.of("line_items", "shipping_lines", "fee_lines");

  /** The order's refunds, newest first. */
  List<ObjectNode> of(ObjectNode order) {
    return shop
      .refunds()
      .all()
      .stream()
      .filter(refund -> refund.path("parent_id").asInt() == order.path("id").asInt())
      .toList()
      .reversed();
  }

  /** Whether the order's payment gateway can send money back by itself. */
  static boolean automatic(ObjectNode order) {
    return AUTOMATIC.contains(order.path("payment_method").asText());
  }

  /** What was not yet given back. */
  BigDecimal remaining(ObjectNode order) {
    return of(order)
      .stream()
      .map(refund -> new BigDecimal(refund.path("amount").asText()))
      .reduce(new BigDecimal(order.path("total").asText()), BigDecimal::subtract);
  }

  /** Makes a refund and tells of the order; throws RefundRefused in the shop's words. */
  ObjectNode refund(ObjectNode order, RefundWish wish) {
    BigDecimal left = remaining(order);
    if (wish.total().signum() <= 0 || wish.total().compareTo(left) > 0) {
      throw new RefundRefused("Invalid refund amount.");
    }
    if (wish.throughGateway() && !automatic(order)) {
      throw new RefundRefused("The payment gateway for this order does not support automatic refunds.");
    }
    return shop.together(() -> {
      ObjectNode refund = written(order, wish);
      shop.refunds().put(refund.path("id").asText(), refund);
      ObjectNode changes = withRefunds(order);
      if (wish.total().compareTo(left) == 0) {
        changes.put("status", "refunded");
      }
      shop.change(order, changes);
      return refund;
    });
  }

  /** The refund that the shop makes by itself when somebody sets the status to refunded. */
  Optional<ObjectNode> byStatus(ObjectNode order) {
    BigDecimal left = remaining(order);
    return left.signum() > 0
      ? Optional.of(refund(order, RefundWish.amountOnly(left, "Order fully refunded.")))
      : Optional.empty();
  }

  /** Deletes a refund, without a word and without a change of the order's date (facts, shop 12). */
  void delete(ObjectNode order, ObjectNode refund) {
    shop.together(() -> {
      shop.refunds().remove(refund.path("id").asText());
      ObjectNode changed = order.deepCopy();
      changed.setAll(withRefunds(order));
      shop.orders().put(changed.path("id").asText(), changed);
      return changed;
    });
  }

  private ObjectNode withRefunds(ObjectNode order) {
    ObjectNode changes = Json.object();
    ArrayNode list = changes.putArray("refunds");
    of(order).forEach(refund ->
      list
        .addObject()
        .put("id", refund.path("id").asInt())
        .put("reason", refund.path("reason").asText())
        .put("total", "-" + refund.path("amount").asText())
    );
    return changes;
  }

  private ObjectNode written(ObjectNode order, RefundWish wish) {
    ObjectNode refund = Json.object().put("id", shop.nextOrder()).put("parent_id", order.path("id").asInt());
    shop.time().set(refund, "date_created", shop.now());
    refund.put("amount", text(wish.total())).put("reason", wish.reason());
    refund.put("refunded_by", 1).put("refunded_payment", wish.throughGateway());
    refund.putArray("meta_data");
    for (String list : LISTS) {
      ArrayNode lines = refund.putArray(list);
      for (RefundWish.Line line : wish.lines()) {
        part(order, list, line.item()).ifPresent(part -> lines.add(negative(part, line)));
      }
    }
    refund.set("tax_lines", taxLines(order, wish));
    return refund;
  }

  private static Optional<ObjectNode> part(ObjectNode order, String list, int id) {
    for (JsonNode line : order.path(list)) {
      if (line.path("id").asInt() == id) {
        return Optional.of((ObjectNode) line);
      }
    }
    return Optional.empty();
  }

  private ObjectNode negative(ObjectNode part, RefundWish.Line line) {
    ObjectNode copy = part.deepCopy().put("id", shop.nextItem());
    BigDecimal tax = line.gross().subtract(line.net());
    if (part.has("quantity")) {
      copy.put("quantity", -line.quantity());
      copy.put("subtotal", text(line.net().negate())).put("subtotal_tax", text(tax.negate()));
    }
    copy.put("total", text(line.net().negate())).put("total_tax", text(tax.negate()));
    ArrayNode taxes = copy.putArray("taxes");
    line
      .taxes()
      .forEach((rate, amount) ->
        taxes
          .addObject()
          .put("id", rate)
          .put("total", text(amount.negate()))
          .put("subtotal", part.has("quantity") ? text(amount.negate()) : "")
      );
    copy
      .putArray("meta_data")
      .addObject()
      .put("id", shop.nextItem())
      .put("key", "_refunded_item_id")
      .put("value", Integer.toString(line.item()))
      .put("display_key", "_refunded_item_id")
      .put("display_value", Integer.toString(line.item()));
    return copy;
  }

  private ArrayNode taxLines(ObjectNode order, RefundWish wish) {
    ArrayNode lines = Json.array();
    for (JsonNode rate : order.path("tax_lines")) {
      int id = rate.path("rate_id").asInt();
      BigDecimal shipping = sum(order, wish, id, true);
      BigDecimal other = sum(order, wish, id, false);
      if (shipping.signum() != 0 || other.signum() != 0) {
        lines.add(
          ((ObjectNode) rate.deepCopy()).put("id", shop.nextItem())
            .put("tax_total", text(other.negate()))
            .put("shipping_tax_total", text(shipping.negate()))
        );
      }
    }
    return lines;
  }

  private static BigDecimal sum(ObjectNode order, RefundWish wish, int rate, boolean shipping) {
    return wish
      .lines()
      .stream()
      .filter(line -> part(order, "shipping_lines", line.item()).isPresent() == shipping)
      .map(line -> line.taxes().getOrDefault(rate, BigDecimal.ZERO))
      .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** All that is left of the order's lines, as if somebody had ticked them all. */
  static List<RefundWish.Line> allLines(ObjectNode order) {
    List<RefundWish.Line> lines = new ArrayList<>();
    for (String list : LISTS) {
      order.path(list).forEach(line -> lines.add(whole(line)));
    }
    return lines;
  }

  /** One whole line of an order. */
  static RefundWish.Line whole(JsonNode line) {
    Map<Integer, BigDecimal> taxes = new TreeMap<>();
    for (JsonNode tax : line.path("taxes")) {
      if (!tax.path("total").asText().isEmpty()) {
        taxes.put(tax.path("id").asInt(), new BigDecimal(tax.path("total").asText()));
      }
    }
    return new RefundWish.Line(
      line.path("id").asInt(),
      line.path("quantity").asInt(),
      new BigDecimal(line.path("total").asText()),
      taxes
    );
  }

  private static String text(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
