package io.ledgerroutes.woocommerce;

import java.util.List;

/**
 * What a plugin noted on a record.
 *
 * @param value as text; empty where the shop has anything but a scalar (facts, WooCommerce 30)
 */
public record Meta(String key, String value) {
  static Meta of(RecordReader meta) {
    return new Meta(meta.text("key"), meta.text("value"));
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
