package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A webhook as the shop has it.
 *
 * @param status {@code active}, {@code paused} by a person, or {@code disabled} by the shop after failures (facts,
 *     WooCommerce 3)
 */
public record ShopWebhook(long id, String topic, String status, String deliveryUrl) {
  static final String ACTIVE = "active";
  static final String DISABLED = "disabled";

  static ShopWebhook of(JsonNode json) {
    RecordReader webhook = new RecordReader(json);
    return new ShopWebhook(
      webhook.number("id"),
      webhook.text("topic"),
      webhook.text("status"),
      webhook.text("delivery_url")
    );
  }

  boolean disabled() {
    return status.equals(DISABLED);
  }
}
