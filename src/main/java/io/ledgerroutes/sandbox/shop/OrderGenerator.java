package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Makes orders out of a seed: the same seed gives the same orders, apart from ids and times. Plain ones are
 * one taxed product for one customer, paid; varied ones hold everything a shop throws at an integration.
 */
final class OrderGenerator {

  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

  /** The statuses of 17 orders in a hundred. */
  private static final List<String> RARE = List.of(
    "on-hold",
    "on-hold",
    "on-hold",
    "on-hold",
    "on-hold",
    "pending",
    "pending",
    "pending",
    "pending",
    "checkout-draft",
    "checkout-draft",
    "checkout-draft",
    "checkout-draft",
    "failed",
    "failed",
    "cancelled",
    "cancelled"
  );

  private final Shop shop;
  private final Random random;
  private final Instant at;

  OrderGenerator(Shop shop, long seed, Instant at) {
    this.shop = shop;
    this.random = new Random(seed);
    this.at = at;
  }

  /** An order that every connection must turn into an invoice. */
  ObjectNode plain() {
    Buyer buyer = Buyer.of(pick(Catalogue.CUSTOMERS));
    Catalogue.Product product = pick(
      Catalogue.PRODUCTS.stream()
        .filter(each -> each.tax() == Catalogue.Tax.TAXABLE)
        .toList()
    );
    Basket basket = new Basket(false, true, shop::nextItem);
    basket.item(product, 1 + random.nextInt(3), new BigDecimal(product.price()), 0);
    return order("processing", "AUD", buyer, new Payment("stripe", "Credit card (Stripe)", true), basket);
  }

  /** Any order. */
  ObjectNode varied() {
    int chance = random.nextInt(100);
    Buyer buyer = random.nextInt(100) < 65 ? Buyer.of(pick(Catalogue.CUSTOMERS)) : pick(Buyer.GUESTS);
    if (chance < 2) {
      return abroad("JPY", buyer.in("JP", "東京", "", "100-0001"), List.of("1500", "980", "12000"));
    }
    if (chance < 4) {
      return abroad("USD", buyer.in("US", "Portland", "OR", "97201"), List.of("19.99", "45.00", "7.25"));
    }
    Basket basket = new Basket(random.nextInt(4) == 0, true, shop::nextItem);
    fill(basket, chance);
    String status = status();
    return order(status, "AUD", buyer, payment(status), basket);
  }

  private void fill(Basket basket, int chance) {
    int percentOff = chance == 99 ? 100 : (chance % 6 == 0 ? 10 : 0);
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      Catalogue.Product product = pick(Catalogue.PRODUCTS);
      basket.item(product, 1 + random.nextInt(3), new BigDecimal(product.price()), percentOff);
    }
    if (percentOff > 0) {
      basket.coupon(percentOff == 100 ? "all" : "ten", percentOff);
    }
    if (percentOff == 100) {
      return;
    }
    basket.item(Catalogue.PRODUCTS.getFirst(), 1, new BigDecimal("12.50"), 0);
    if (random.nextInt(10) < 7) {
      basket.shipping("Flat rate", "9.95");
    }
    if (random.nextInt(12) == 0) {
      basket.shipping("Insurance", "2.45");
    }
    if (random.nextInt(10) == 0) {
      basket.fee("Gift wrapping", "4.55");
    }
    if (random.nextInt(14) == 0) {
      basket.fee("Loyalty rebate", "-5.00");
    }
  }

  /** Goods leave the country: no line carries a rate (accountant's rule W1). */
  private ObjectNode abroad(String currency, Buyer buyer, List<String> prices) {
    Basket basket = new Basket(false, false, shop::nextItem);
    basket.item(pick(Catalogue.PRODUCTS), 1 + random.nextInt(2), new BigDecimal(pick(prices)), 0);
    return order("processing", currency, buyer, new Payment("stripe", "Credit card (Stripe)", true), basket);
  }

  private String status() {
    int chance = random.nextInt(100);
    if (chance < 70) {
      return "processing";
    }
    if (chance < 83) {
      return "completed";
    }
    return RARE.get(chance - 83);
  }

  /** How it is or will be paid. */
  private record Payment(String method, String title, boolean paid) {}

  /** processing does not mean paid: cash on delivery is not (facts, shop 29). */
  private Payment payment(String status) {
    boolean settled = status.equals("processing") || status.equals("completed");
    if (status.equals("on-hold")) {
      return new Payment("bacs", "Direct bank transfer", false);
    }
    int chance = random.nextInt(100);
    if (chance < 60) {
      return new Payment("stripe", "Credit card (Stripe)", settled);
    }
    if (chance < 80) {
      return new Payment("ppcp-gateway", "PayPal", settled);
    }
    return chance < 90
      ? new Payment("bacs", "Direct bank transfer", settled)
      : new Payment("cod", "Cash on delivery", status.equals("completed"));
  }

  private ObjectNode order(String status, String currency, Buyer buyer, Payment payment, Basket basket) {
    int id = shop.nextOrder();
    ObjectNode order = Json.object().put("id", id).put("parent_id", 0).put("status", status);
    order.put("currency", currency).put("version", "10.0.2");
    basket.into(order);
    shop.time().set(order, "date_created", at);
    shop.time().set(order, "date_modified", shop.now());
    shop.time().set(order, "date_completed", status.equals("completed") ? at : null);
    shop.time().set(order, "date_paid", payment.paid() ? at : null);
    order.put("customer_id", buyer.customer()).put("order_key", "wc_order_" + letters(13));
    order.set("billing", buyer.billing());
    order.set("shipping", buyer.shipping());
    order.put("payment_method", payment.method()).put("payment_method_title", payment.title());
    order.put("transaction_id", payment.paid() ? "txn_" + letters(16) : "");
    order.put("customer_ip_address", "127.0.0.1").put("customer_user_agent", "Sandbox");
    order.put("created_via", random.nextInt(10) == 0 ? "rest-api" : "checkout");
    order
      .put("customer_note", random.nextInt(8) == 0 ? "Bitte klingeln – „2. Stock“ 🙂" : "")
      .put("cart_hash", "");
    order.put("number", Integer.toString(id));
    order.putArray("meta_data").addObject().put("id", id).put("key", "is_vat_exempt").put("value", "no");
    order.putArray("refunds");
    order.put("is_editable", false).put("needs_payment", status.equals("pending"));
    order.put("needs_processing", status.equals("processing"));
    return order.put("currency_symbol", currency.equals("JPY") ? "¥" : "$");
  }

  private String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
