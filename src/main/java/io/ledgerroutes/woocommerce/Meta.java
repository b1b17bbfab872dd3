package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a plugin noted on a record.
 *
 * @param value as text; empty where the shop has anything but a scalar (facts, WooCommerce 30)
 * @param amounts the numbers it holds: the value itself, or those of a list or mapping, e.g. what each gift card paid
 */
public record Meta(String key, String value, List<BigDecimal> amounts) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

  public Meta {
    amounts = List.copyOf(amounts);
  }

  static Meta of(RecordReader meta) {
    List<BigDecimal> amounts = new ArrayList<>();
    JsonNode value = meta.node().path("value");
    collect(value, amounts);
    value.forEach(each -> collect(each, amounts));
    return new Meta(meta.text("key"), meta.text("value"), amounts);
  }

  private static void collect(JsonNode value, List<BigDecimal> amounts) {
    String text = value.isValueNode() ? value.asText().strip() : "";
    if (NUMBER.matcher(text).matches()) {
      amounts.add(new BigDecimal(text));
    }
  }

  static String value(List<Meta> all, String key) {
    return all
      .stream()
      .filter(meta -> meta.key().equals(key))
      .map(Meta::value)
      .findFirst()
      .orElse("");
  }
}
