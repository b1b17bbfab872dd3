package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An order on its way into a shop: a recipe fills it in, then it is written down once. */
final class Draft {

  private final Shop shop;
  private final Dice dice;
  private final Map<String, JsonNode> meta = new LinkedHashMap<>();
  private final Map<String, ArrayNode> parts = new LinkedHashMap<>();
  private final List<Deed> deeds = new ArrayList<>();
  private Terms terms = Terms.to("AU", "NSW");
  private Basket basket;
  private Buyer buyer;
  private Payment payment = Payment.STRIPE;
  private String status = "processing";
  private String currency;
  private String via = "checkout";
  private String note = "";
  private int parent;
  private BigDecimal redeemed = BigDecimal.ZERO;

  /** What happens to an order after it was placed. */
  interface Deed {
    void on(Deeds deeds, ObjectNode order);
  }

  Draft(Shop shop, Dice dice) {
    this.shop = shop;
    this.dice = dice;
    this.currency = Catalogue.CURRENCY;
    this.buyer = Buyer.of(dice.pick(Catalogue.CUSTOMERS));
  }

  /** What is bought. The terms hold from the first call on. */
  Basket basket() {
    if (basket == null) {
      basket = new Basket(terms, shop::nextItem);
    }
    return basket;
  }

  Terms terms() {
    return terms;
  }

  Draft terms(Terms changed) {
    terms = changed;
    return this;
  }

  Draft buyer(Buyer changed) {
    buyer = changed;
    return this;
  }

  /** Somebody who lives where the goods go. */
  Draft buyerIn(String country, String city, String state, String postcode) {
    buyer = buyer.in(country, city, state, postcode);
    terms = new Terms(terms.inclusive(), terms.atSubtotal(), country, state);
    return this;
  }

  Draft payment(Payment changed) {
    payment = changed;
    return this;
  }

  Draft status(String changed) {
    status = changed;
    return this;
  }

  Draft currency(String changed) {
    currency = changed;
    return this;
  }

  Draft via(String changed) {
    via = changed;
    return this;
  }

  Draft note(String changed) {
    note = changed;
    return this;
  }

  Draft childOf(int order) {
    parent = order;
    return this;
  }

  Draft meta(String key, JsonNode value) {
    meta.put(key, value);
    return this;
  }

  Draft meta(String key, String value) {
    return meta(key, Json.of(value));
  }

  /** A list of lines that only a plugin knows. */
  Draft part(String name, ObjectNode line) {
    parts.computeIfAbsent(name, unused -> Json.array()).add(line.put("id", shop.nextItem()));
    return this;
  }

  /** Takes off the total what something else than money paid; no line says so. */
  Draft redeemed(String amount) {
    redeemed = redeemed.add(new BigDecimal(amount));
    return this;
  }

  Draft then(Deed deed) {
    deeds.add(deed);
    return this;
  }

  List<Deed> deeds() {
    return deeds;
  }

  /** The order as the shop keeps it. */
  ObjectNode written(Instant at) {
    int id = shop.nextOrder();
    ObjectNode order = Json.object().put("id", id).put("parent_id", parent).put("status", status);
    order.put("currency", currency).put("version", "10.0.2");
    basket().into(order);
    order.put("total", new BigDecimal(order.path("total").asText()).subtract(redeemed).toPlainString());
    shop.time().set(order, "date_created", at);
    shop.time().set(order, "date_modified", shop.now());
    shop.time().set(order, "date_completed", status.equals("completed") ? at : null);
    shop.time().set(order, "date_paid", payment.paid() ? at : null);
    order.put("customer_id", buyer.customer()).put("order_key", "wc_order_" + dice.letters(13));
    order.set("billing", buyer.billing());
    order.set("shipping", buyer.shipping());
    order.put("payment_method", payment.method()).put("payment_method_title", payment.title());
    order.put("transaction_id", payment.paid() ? "txn_" + dice.letters(16) : "");
    order.put("customer_ip_address", "127.0.0.1").put("customer_user_agent", "Sandbox");
    order.put("created_via", via).put("customer_note", note).put("cart_hash", "");
    order.put("number", Integer.toString(id));
    order.set("meta_data", notes());
    order.putArray("refunds");
    parts.forEach(order::set);
    order.put("is_editable", false).put("needs_payment", status.equals("pending"));
    order.put("needs_processing", status.equals("processing"));
    return order.put("currency_symbol", currency.equals("JPY") ? "¥" : "$");
  }

  private ArrayNode notes() {
    ArrayNode notes = Json.array();
    meta.putIfAbsent("is_vat_exempt", Json.of("no"));
    meta.forEach((key, value) ->
      notes.addObject().put("id", shop.nextItem()).put("key", key).set("value", value)
    );
    return notes;
  }
}
