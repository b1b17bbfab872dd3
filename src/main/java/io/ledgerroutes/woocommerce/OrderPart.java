package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of an order that WooCommerce itself does not have: a plugin's, e.g. the gift cards that were used.
 *
 * @param name the field's name
 * @param entries the scalars of each entry, by name
 */
public record OrderPart(String name, List<Map<String, String>> entries) {
  private static final Set<String> KNOWN = Set.of(
    "line_items",
    "shipping_lines",
    "fee_lines",
    "tax_lines",
    "coupon_lines",
    "refunds",
    "meta_data"
  );
  private static final Set<String> MONEY = Set.of("amount", "total", "discount", "value");

  public OrderPart {
    entries = List.copyOf(entries);
  }

  static List<OrderPart> of(JsonNode order) {
    List<OrderPart> parts = new ArrayList<>();
    order
      .properties()
      .forEach(field -> {
        List<Map<String, String>> entries = entries(field.getValue());
        if (!KNOWN.contains(field.getKey()) && !entries.isEmpty()) {
          parts.add(new OrderPart(field.getKey(), entries));
        }
      });
    return List.copyOf(parts);
  }

  /** Whether it may change what the customer pays: lines of any kind, or entries with an amount. */
  public boolean carriesMoney() {
    return (
      name.endsWith("_lines") ||
      name.endsWith("_items") ||
      entries.stream().anyMatch(entry -> entry.keySet().stream().anyMatch(MONEY::contains))
    );
  }

  private static List<Map<String, String>> entries(JsonNode list) {
    List<Map<String, String>> entries = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(item -> {
        if (item.isObject()) {
          entries.add(scalars(item));
        }
      });
    }
    return entries;
  }

  private static Map<String, String> scalars(JsonNode item) {
    Map<String, String> scalars = new LinkedHashMap<>();
    item
      .properties()
      .forEach(field -> {
        if (field.getValue().isValueNode() && !field.getValue().isNull()) {
          scalars.put(field.getKey(), field.getValue().asText());
        }
      });
    return Map.copyOf(scalars);
  }
}
