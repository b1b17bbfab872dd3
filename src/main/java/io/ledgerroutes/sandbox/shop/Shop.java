package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One shop: its catalogue, customers, orders and webhooks, and what happens when an order changes. */
final class Shop implements AutoCloseable {

  private static final int FIRST_ORDER = 1001;

  private final ShopSettings settings;
  private final Journal journal;
  private final Clock clock;
  private final ShopTime time;
  private final Deliveries deliveries;
  private volatile ShopHabits habits = ShopHabits.USUAL;

  Shop(ShopSettings settings, String root, Journal journal, Clock clock, Faults faults) {
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    this.time = new ShopTime(settings.zone());
    this.deliveries = new Deliveries(this, root + settings.path() + "/", faults);
    open();
  }

  ShopSettings settings() {
    return settings;
  }

  ShopHabits habits() {
    return habits;
  }

  /** Takes habits over until it is cleared; throws IllegalArgumentException that says what to do. */
  ShopHabits changeHabits(JsonNode wish) {
    habits = habits.with(wish);
    return habits;
  }

  ShopTime time() {
    return time;
  }

  Instant now() {
    return clock.instant();
  }

  Deliveries deliveries() {
    return deliveries;
  }

  Shelf orders() {
    return shelf("orders");
  }

  Shelf refunds() {
    return shelf("refunds");
  }

  Shelf webhooks() {
    return shelf("webhooks");
  }

  People people() {
    return new People(this, shelf("customers"));
  }

  Goods goods() {
    return new Goods(this, shelf("products"));
  }

  /** Does the work alone: kept as a whole or not at all. */
  <T> T together(Supplier<T> work) {
    return journal.together(work);
  }

  Optional<ObjectNode> order(int id) {
    return orders().get(Integer.toString(id));
  }

  int nextOrder() {
    return shelf("order-ids").next(FIRST_ORDER);
  }

  /** The next id of a line, a tax line or the like. */
  int nextItem() {
    return shelf("item-ids").next(1);
  }

  int nextWebhook() {
    return shelf("webhook-ids").next(1);
  }

  /** A new order. At a checkout order.updated goes before order.created (facts, shop 9); a draft has only that. */
  void place(ObjectNode order) {
    journal.together(() -> {
      orders().put(order.path("id").asText(), order);
      boolean rest = order.path("created_via").asText().equals("rest-api");
      boolean draft = order.path("status").asText().equals("checkout-draft");
      if (rest) {
        announce("order.created", order);
      }
      announce("order.updated", order);
      if (!rest && !draft) {
        announce("order.created", order);
      }
    });
    firstPaid(order);
  }

  /** A customer's first paid order makes a paying customer, which is told of as well (facts, shop 13). */
  private void firstPaid(ObjectNode order) {
    if (!order.path("date_paid").isNull()) {
      people()
        .pays(order.path("customer_id").asInt())
        .ifPresent(customer -> deliveries.announce("customer.updated", customer.path("id").asInt()));
    }
  }

  /** Any change moves date_modified and is announced (facts, shop 11). */
  ObjectNode change(ObjectNode order, ObjectNode changes) {
    ObjectNode changed = order.deepCopy();
    changed.setAll(changes);
    time.set(changed, "date_modified", now());
    orders().put(changed.path("id").asText(), changed);
    announce("order.updated", changed);
    firstPaid(changed);
    return changed;
  }

  /** Into the bin: announced by order.deleted with nothing but the id (facts, shop 12). */
  ObjectNode trash(ObjectNode order) {
    ObjectNode trashed = order.deepCopy().put("status", "trash");
    time.set(trashed, "date_modified", now());
    journal.together(() -> {
      shelf("trashed").put(
        order.path("id").asText(),
        Json.object().put("status", order.path("status").asText())
      );
      orders().put(trashed.path("id").asText(), trashed);
    });
    announce("order.deleted", trashed);
    return trashed;
  }

  /** Out of the bin with the status it had, without a word (facts, shop 12). */
  ObjectNode restore(ObjectNode order) {
    String id = order.path("id").asText();
    String status = shelf("trashed")
      .get(id)
      .map(was -> was.path("status").asText())
      .orElse("pending");
    ObjectNode restored = order.deepCopy().put("status", status);
    time.set(restored, "date_modified", now());
    orders().put(id, restored);
    return restored;
  }

  /** For good, with its refunds, and without a word. */
  void remove(ObjectNode order) {
    journal.together(() -> {
      new RefundDesk(this).of(order).forEach(refund -> refunds().remove(refund.path("id").asText()));
      orders().remove(order.path("id").asText());
    });
  }

  private void announce(String topic, ObjectNode order) {
    deliveries.announce(topic, order.path("id").asInt());
  }

  /** Orders, refunds and what was changed of customers and products are forgotten; webhooks are active again. */
  void clear() {
    journal.together(() -> {
      List.of(
        orders(),
        refunds(),
        shelf("order-ids"),
        shelf("item-ids"),
        shelf("customers"),
        shelf("products"),
        shelf("trashed")
      ).forEach(Shelf::clear);
      webhooks()
        .all()
        .forEach(hook ->
          webhooks().put(hook.path("id").asText(), hook.deepCopy().put("status", "active").put("failures", 0))
        );
    });
    habits = ShopHabits.USUAL;
    deliveries.clear();
  }

  private void open() {
    settings
      .webhooksTo()
      .filter(address -> webhooks().size() == 0)
      .ifPresent(address ->
        List.of("order.created", "order.updated", "order.deleted").forEach(topic ->
          Webhooks.create(
            this,
            Json.object()
              .put("name", "sandbox " + topic)
              .put("topic", topic)
              .put("delivery_url", address)
              .put("secret", settings.webhookSecret())
          )
        )
      );
  }

  private Shelf shelf(String kind) {
    return journal.shelf("shop-" + kind + "/" + settings.name());
  }

  @Override
  public void close() {
    deliveries.close();
  }
}
