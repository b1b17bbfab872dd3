package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a shop is asked about its webhooks, and told (facts, WooCommerce 23). */
@Component
class ShopWebhooks {

  private static final int PAGE = 100;
  private static final String LIST = "webhooks";
  private static final Map<String, String> NOTHING = Map.of();
  /** The shop knows no bin for webhooks. */
  private static final Map<String, String> FOR_GOOD = Map.of("force", "true");

  private final WooCommerceCalls calls;

  ShopWebhooks(WooCommerceCalls calls) {
    this.calls = calls;
  }

  /** All that deliver to this address, whoever made them. */
  List<ShopWebhook> to(Shop shop, URI address) {
    List<ShopWebhook> found = new ArrayList<>();
    int page = 1;
    int read;
    do {
      JsonNode list = calls.get(shop, LIST, page(page++)).json();
      list.forEach(json -> found.add(ShopWebhook.of(json)));
      read = list.size();
    } while (read == PAGE);
    return found
      .stream()
      .filter(webhook -> webhook.deliveryUrl().equals(address.toString()))
      .toList();
  }

  private static Map<String, String> page(int number) {
    return Map.of(
      "per_page",
      Integer.toString(PAGE),
      "page",
      Integer.toString(number),
      "orderby",
      "id",
      "order",
      "asc"
    );
  }

  ShopWebhook make(Shop shop, URI address, String topic, String secret) {
    ObjectNode wish = object()
      .put("name", "Ledger Routes: " + topic)
      .put("topic", topic)
      .put("delivery_url", address.toString())
      .put("secret", secret)
      .put("status", ShopWebhook.ACTIVE);
    return ShopWebhook.of(calls.write(shop, "POST", LIST, NOTHING, wish).json());
  }

  ShopWebhook wake(Shop shop, ShopWebhook webhook) {
    return change(shop, webhook, object().put("status", ShopWebhook.ACTIVE));
  }

  ShopWebhook sign(Shop shop, ShopWebhook webhook, String secret) {
    return change(shop, webhook, object().put("secret", secret));
  }

  private ShopWebhook change(Shop shop, ShopWebhook webhook, ObjectNode wish) {
    return ShopWebhook.of(calls.write(shop, "PUT", LIST + "/" + webhook.id(), NOTHING, wish).json());
  }

  void remove(Shop shop, ShopWebhook webhook) {
    calls.write(shop, "DELETE", LIST + "/" + webhook.id(), FOR_GOOD, null);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
