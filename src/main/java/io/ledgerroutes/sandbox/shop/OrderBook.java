package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes and changes orders as REST asks for it, and does what the shop does by itself with each. */
record OrderBook(Shop shop) {
  private static final Set<String> PLAIN = Set.of(
    "customer_note",
    "transaction_id",
    "payment_method",
    "payment_method_title",
    "customer_id",
    "parent_id",
    "currency"
  );
  private static final Set<String> LINES = Set.of(
    "line_items",
    "shipping_lines",
    "fee_lines",
    "coupon_lines"
  );
  private static final Set<String> PAID = Set.of("processing", "completed");

  /** A new order, placed and told of; throws OrderRefused. */
  ObjectNode create(ObjectNode wish) {
    Dice dice = new Dice(shop.now().toEpochMilli());
    return shop.together(() -> {
      ObjectNode order = new Draft(shop, dice)
        .buyer(Buyer.nobody())
        .payment(new Payment("", "", false))
        .status("pending")
        .via("rest-api")
        .written(shop.now());
      ObjectNode filled = order.deepCopy();
      filled.setAll(changes(order, wish));
      shop.place(filled);
      return byStatus(filled);
    });
  }

  /** An order changed, dated and told of; throws OrderRefused. */
  ObjectNode change(ObjectNode order, ObjectNode wish) {
    return shop.together(() -> byStatus(shop.change(order, changes(order, wish))));
  }

  /** Setting the status to refunded makes a refund of what is left (facts, shop 28). */
  private ObjectNode byStatus(ObjectNode order) {
    if (order.path("status").asText().equals("refunded")) {
      new RefundDesk(shop).byStatus(order);
    }
    return shop.order(order.path("id").asInt()).orElse(order);
  }

  private ObjectNode changes(ObjectNode order, ObjectNode wish) {
    ObjectNode changes = wish.deepCopy().retain(PLAIN);
    for (String address : List.of("billing", "shipping")) {
      if (wish.get(address) instanceof ObjectNode given) {
        changes.set(address, ((ObjectNode) order.path(address).deepCopy()).setAll(given));
      }
    }
    if (wish.get("meta_data") instanceof ArrayNode notes) {
      changes.set("meta_data", merged(order.path("meta_data"), notes));
    }
    if (LINES.stream().anyMatch(wish::has)) {
      ObjectNode addressed = order.deepCopy();
      addressed.setAll(changes);
      new Recount(shop, addressed, wish).basket().into(changes);
    }
    status(order, wish, changes);
    return changes;
  }

  private ArrayNode merged(JsonNode notes, ArrayNode wish) {
    ArrayNode merged = notes.deepCopy();
    for (JsonNode note : wish) {
      ObjectNode known = known(merged, note.path("key").asText()).orElseGet(() ->
        merged.addObject().put("id", shop.nextItem()).put("key", note.path("key").asText())
      );
      known.set("value", note.path("value").deepCopy());
    }
    return merged;
  }

  private static Optional<ObjectNode> known(ArrayNode notes, String key) {
    for (JsonNode note : notes) {
      if (note.path("key").asText().equals(key)) {
        return Optional.of((ObjectNode) note);
      }
    }
    return Optional.empty();
  }

  /** processing and completed set the day of payment, but cash on delivery is paid when it is completed. */
  private void status(ObjectNode order, ObjectNode wish, ObjectNode changes) {
    boolean settled = wish.path("set_paid").asBoolean();
    Optional<String> asked = Json.text(wish, "status").or(() ->
      settled ? Optional.of("processing") : Optional.empty()
    );
    asked.ifPresent(status -> {
      changes.put("status", status).put("needs_payment", status.equals("pending"));
      changes.put("needs_processing", status.equals("processing"));
      if (status.equals("completed")) {
        shop.time().set(changes, "date_completed", shop.now());
      }
    });
    String method = changes.path("payment_method").asText(order.path("payment_method").asText());
    boolean onDelivery = method.equals(Payment.COD.method()) && !asked.equals(Optional.of("completed"));
    boolean paid = settled || (asked.filter(PAID::contains).isPresent() && !onDelivery);
    if (paid && order.path("date_paid").isNull()) {
      shop.time().set(changes, "date_paid", shop.now());
    }
  }
}
