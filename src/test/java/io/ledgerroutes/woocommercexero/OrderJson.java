package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.Product;
import io.ledgerroutes.woocommerce.ShopOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An order as a shop would send it, built line by line. Taxes are written {@code 1=2.00}: the rate's id and what it
 * comes to. Total and tax are the lines' unless they are said.
 */
final class OrderJson {

  private final ObjectNode json = Sample.JSON.createObjectNode();
  private final Map<Long, Product> products = new HashMap<>();
  private final Map<Integer, BigDecimal> cartTax = new TreeMap<>();
  private final Map<Integer, BigDecimal> shippingTax = new TreeMap<>();
  private BigDecimal net = BigDecimal.ZERO;
  private int lines;

  private OrderJson(String country) {
    json.put("id", 4001).put("number", "4001").put("status", "processing").put("currency", "AUD");
    json.put("prices_include_tax", false).put("created_via", "checkout");
    json.put("date_created_gmt", "2026-05-10T23:30:00").put("date_modified_gmt", "2026-05-10T23:31:00");
    json.put("date_paid_gmt", "2026-05-10T23:31:00").put("payment_method", "stripe");
    json
      .putObject("billing")
      .put("first_name", "Rosa")
      .put("email", "rosa@example.test")
      .put("country", country);
    List.of("line_items", "shipping_lines", "fee_lines", "tax_lines", "coupon_lines", "meta_data").forEach(
      json::putArray
    );
  }

  /** An order whose goods go there. */
  static OrderJson to(String country) {
    return new OrderJson(country);
  }

  OrderJson with(Consumer<ObjectNode> change) {
    change.accept(json);
    return this;
  }

  OrderJson meta(String key, Object value) {
    ((ArrayNode) json.path("meta_data")).addObject()
      .put("key", key)
      .set("value", Sample.JSON.valueToTree(value));
    return this;
  }

  OrderJson rate(int id, String code, String label, String percent) {
    return rate(id, code, label, percent, false);
  }

  OrderJson rate(int id, String code, String label, String percent, boolean compound) {
    ((ArrayNode) json.path("tax_lines")).addObject()
      .put("rate_id", id)
      .put("rate_code", code)
      .put("label", label)
      .put("rate_percent", new BigDecimal(percent))
      .put("compound", compound);
    return this;
  }

  /** The Australian rate of 10 %, as rate 1. */
  OrderJson gst() {
    return rate(1, "AU-GST-1", "GST", "10");
  }

  OrderJson item(String sku, String total, String... taxes) {
    return item(line -> line.put("sku", sku).put("name", "Product " + sku), total, taxes);
  }

  OrderJson item(Consumer<ObjectNode> change, String total, String... taxes) {
    ObjectNode line = line("line_items", total, cartTax, taxes);
    line.put("quantity", 1).put("product_id", 100 + lines).put("tax_class", "");
    change.accept(line);
    return this;
  }

  /** A product that the shop still has. */
  OrderJson product(String sku, String category, String taxStatus, String total, String... taxes) {
    item(sku, total, taxes);
    long id = 100L + lines;
    products.put(id, new Product(id, sku, Set.of(category), taxStatus));
    return this;
  }

  OrderJson shipping(String method, String total, String... taxes) {
    line("shipping_lines", total, shippingTax, taxes)
      .put("method_id", method)
      .put("method_title", "By " + method)
      .put("tax_status", "taxable");
    return this;
  }

  OrderJson fee(String name, String total, String... taxes) {
    return fee("taxable", line("fee_lines", total, cartTax, taxes).put("name", name));
  }

  /** A fee that the shop says bears no tax. */
  OrderJson freeFee(String name, String total) {
    return fee("none", line("fee_lines", total, cartTax).put("name", name));
  }

  private OrderJson fee(String taxStatus, ObjectNode line) {
    line.put("tax_class", "").put("tax_status", taxStatus);
    return this;
  }

  OrderJson coupon(String code, String type, String discount) {
    ((ArrayNode) json.path("coupon_lines")).addObject()
      .put("id", 900 + json.path("coupon_lines").size())
      .put("code", code)
      .put("discount_type", type)
      .put("discount", discount)
      .put("discount_tax", "0");
    return this;
  }

  /** What the shop says the order comes to, whatever its lines say. */
  OrderJson total(String total, String tax) {
    json.put("total", total).put("total_tax", tax);
    return this;
  }

  ShopOrder order() {
    BigDecimal tax = sum(cartTax).add(sum(shippingTax));
    json
      .path("tax_lines")
      .forEach(rate -> {
        int id = rate.path("rate_id").asInt();
        put((ObjectNode) rate, "tax_total", cartTax.getOrDefault(id, BigDecimal.ZERO));
        put((ObjectNode) rate, "shipping_tax_total", shippingTax.getOrDefault(id, BigDecimal.ZERO));
      });
    put(json, "total", net.add(tax).setScale(2, RoundingMode.HALF_UP));
    put(json, "total_tax", tax.setScale(2, RoundingMode.HALF_UP));
    return new ShopOrder(Order.of(json), List.of(), products);
  }

  private static void put(ObjectNode node, String field, BigDecimal amount) {
    if (!node.has(field)) {
      node.put(field, amount.toPlainString());
    }
  }

  private static BigDecimal sum(Map<Integer, BigDecimal> amounts) {
    return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private ObjectNode line(String list, String total, Map<Integer, BigDecimal> sums, String... taxes) {
    lines++;
    net = net.add(new BigDecimal(total));
    ObjectNode line = ((ArrayNode) json.path(list)).addObject().put("id", lines).put("total", total);
    ArrayNode written = line.putArray("taxes");
    BigDecimal all = BigDecimal.ZERO;
    for (String tax : taxes) {
      String[] parts = tax.split("=");
      BigDecimal amount = new BigDecimal(parts[1]);
      written.addObject().put("id", Integer.parseInt(parts[0])).put("total", parts[1]);
      sums.merge(Integer.parseInt(parts[0]), amount, BigDecimal::add);
      all = all.add(amount);
    }
    return line.put("total_tax", all.toPlainString());
  }
}
