package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of an order after a change: those it has, as the change alters or drops them, and new ones; taxed by
 * where the order goes now.
 */
final class Recount {

  private final Shop shop;
  private final ObjectNode order;
  private final ObjectNode wish;
  private final Terms terms;

  Recount(Shop shop, ObjectNode order, ObjectNode wish) {
    this.shop = shop;
    this.order = order;
    this.wish = wish;
    String at = order.path("shipping").path("country").asText().isEmpty() ? "billing" : "shipping";
    String country = order.path(at).path("country").asText();
    Terms there = Terms.to(country.isEmpty() ? "AU" : country, order.path(at).path("state").asText());
    Terms priced = order.path("prices_include_tax").asBoolean() ? there.withTaxInPrices() : there;
    this.terms = exempt(order) ? priced.untaxed() : priced;
  }

  private static boolean exempt(ObjectNode order) {
    for (JsonNode note : order.path("meta_data")) {
      if (note.path("key").asText().equals("is_vat_exempt")) {
        return note.path("value").asText().equals("yes");
      }
    }
    return false;
  }

  /** Throws OrderRefused where a new line names no product. */
  Basket basket() {
    Basket basket = new Basket(terms, shop::nextItem);
    for (JsonNode line : after("line_items")) {
      item(basket, line);
    }
    for (JsonNode line : after("shipping_lines")) {
      basket.shipping(id(line), text(line, "method_id"), text(line, "method_title"), amount(line, "total"));
    }
    for (JsonNode line : after("fee_lines")) {
      boolean taxable = !line.path("tax_status").asText().equals("none");
      basket.fee(id(line), text(line, "name"), amount(line, "total"), taxable);
    }
    for (JsonNode line : order.path("coupon_lines")) {
      basket.coupon((ObjectNode) line);
    }
    if (order.path("coupon_lines").isEmpty()) {
      wish.path("coupon_lines").forEach(line -> coupon(basket, text(line, "code")));
    }
    return basket;
  }

  private void coupon(Basket basket, String code) {
    Catalogue.Coupon coupon = Catalogue.coupon(code).orElseThrow(() ->
      new OrderRefused("woocommerce_rest_invalid_coupon", "Coupon \"" + code + "\" does not exist!")
    );
    basket.coupon(coupon.code(), coupon.type(), coupon.amount());
  }

  /** The order's lines of a list with the wish laid over them, dropped ones left out, new ones behind. */
  private List<JsonNode> after(String list) {
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode line : order.path(list)) {
      Optional<JsonNode> change = wished(list, line.path("id").asInt());
      ObjectNode changed = line.deepCopy();
      change.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast).ifPresent(changed::setAll);
      if (change.isEmpty() || !dropped(change.get())) {
        lines.add(changed);
      }
    }
    wish
      .path(list)
      .forEach(line -> {
        if (!line.has("id")) {
          lines.add(line);
        }
      });
    return lines;
  }

  private Optional<JsonNode> wished(String list, int id) {
    for (JsonNode line : wish.path(list)) {
      if (line.path("id").asInt() == id) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static boolean dropped(JsonNode change) {
    boolean nothing = change.has("quantity") && change.path("quantity").asInt() == 0;
    return nothing || nulled(change, "product_id") || nulled(change, "name") || nulled(change, "method_id");
  }

  private static boolean nulled(JsonNode change, String field) {
    return change.has(field) && change.get(field).isNull();
  }

  private void item(Basket basket, JsonNode line) {
    int quantity = line.path("quantity").asInt(1);
    Basket.Article article = article(line);
    if (line.has("total")) {
      BigDecimal total = amount(line, "total");
      BigDecimal subtotal = line.has("subtotal") ? amount(line, "subtotal") : total;
      basket.item(id(line), article, quantity, subtotal, total);
      return;
    }
    BigDecimal price = shop
      .goods()
      .find(article.product())
      .map(product -> new BigDecimal(product.path("price").asText()))
      .orElse(BigDecimal.ZERO);
    BigDecimal full = price.multiply(BigDecimal.valueOf(quantity));
    basket.item(article, quantity, price, off(full));
  }

  /** What the coupons of a new order take off a line. */
  private BigDecimal off(BigDecimal full) {
    BigDecimal off = BigDecimal.ZERO;
    for (JsonNode line : wish.path("coupon_lines")) {
      off = off.add(
        Catalogue.coupon(text(line, "code"))
          .filter(coupon -> coupon.type().equals("percent"))
          .map(coupon -> full.multiply(BigDecimal.valueOf(coupon.amount())).movePointLeft(2))
          .orElse(BigDecimal.ZERO)
      );
    }
    return off.min(full);
  }

  private Basket.Article article(JsonNode line) {
    Optional<ObjectNode> product = shop
      .goods()
      .find(line.path("product_id").asInt())
      .or(() -> shop.goods().bySku(text(line, "sku")));
    if (line.has("taxes")) {
      boolean taxable = product.map(Recount::taxable).orElse(!line.path("taxes").isEmpty());
      return new Basket.Article(
        line.path("product_id").asInt(),
        text(line, "name"),
        line.path("sku").isNull() ? null : text(line, "sku"),
        text(line, "tax_class"),
        taxable
      );
    }
    return product
      .map(Recount::articleOf)
      .map(found -> found.named(line.path("name").asText(found.name())))
      .orElseThrow(() ->
        new OrderRefused("woocommerce_rest_required_product_reference", "Product ID or SKU is required.")
      );
  }

  /** A product of the shop as a line names it. */
  static Basket.Article articleOf(JsonNode product) {
    return new Basket.Article(
      product.path("id").asInt(),
      text(product, "name"),
      text(product, "sku"),
      text(product, "tax_class"),
      taxable(product)
    );
  }

  private static boolean taxable(JsonNode product) {
    return product.path("tax_status").asText().equals("taxable");
  }

  private int id(JsonNode line) {
    return line.has("id") ? line.path("id").asInt() : shop.nextItem();
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText("");
  }

  private static BigDecimal amount(JsonNode json, String field) {
    try {
      return Json.text(json, field).map(BigDecimal::new).orElse(BigDecimal.ZERO);
    } catch (NumberFormatException notANumber) {
      throw new OrderRefused("rest_invalid_param", field + " is not a decimal.");
    }
  }
}
