package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The webhooks a shop has: made, changed and shown (facts, shop 3, 6 and 23). */
final class Webhooks {

  private static final Set<String> TOPICS = Set.of(
    "order.created",
    "order.updated",
    "order.deleted",
    "order.restored",
    "customer.created",
    "customer.updated",
    "customer.deleted",
    "product.created",
    "product.updated",
    "product.deleted",
    "coupon.created",
    "coupon.updated",
    "coupon.deleted"
  );
  private static final Set<String> STATUSES = Set.of("active", "paused", "disabled");

  private Webhooks() {}

  /** What is wrong with a wished-for webhook, in the words of its parameter. */
  static Optional<String> fault(ObjectNode wish, boolean creating) {
    boolean topicMissing = creating && Json.text(wish, "topic").isEmpty();
    if (topicMissing || (wish.has("topic") && !TOPICS.contains(wish.path("topic").asText()))) {
      return Optional.of("topic");
    }
    boolean addressMissing = creating && Json.text(wish, "delivery_url").isEmpty();
    if (addressMissing || (wish.has("delivery_url") && !address(wish.path("delivery_url").asText()))) {
      return Optional.of("delivery_url");
    }
    return wish.has("status") && !STATUSES.contains(wish.path("status").asText())
      ? Optional.of("status")
      : Optional.empty();
  }

  private static boolean address(String text) {
    try {
      return URI.create(text).getHost() != null && text.startsWith("http");
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /** A new webhook, active unless it says otherwise. */
  static ObjectNode create(Shop shop, ObjectNode wish) {
    int id = shop.nextWebhook();
    ObjectNode hook = Json.object()
      .put("id", id)
      .put("name", wish.path("name").asText("Webhook " + id))
      .put("status", wish.path("status").asText("active"))
      .put("topic", wish.path("topic").asText())
      .put("delivery_url", wish.path("delivery_url").asText())
      .put("secret", wish.path("secret").asText(""))
      .put("failures", 0);
    shop.time().set(hook, "date_created", shop.now());
    shop.time().set(hook, "date_modified", shop.now());
    shop.webhooks().put(Integer.toString(id), hook);
    return hook;
  }

  /** Changed fields; the count of failures stays as it is, also when it is made active again. */
  static ObjectNode change(Shop shop, ObjectNode hook, ObjectNode wish) {
    ObjectNode changed = hook.deepCopy();
    for (String field : Set.of("name", "status", "topic", "delivery_url", "secret")) {
      Json.text(wish, field).ifPresent(value -> changed.put(field, value));
    }
    shop.time().set(changed, "date_modified", shop.now());
    shop.webhooks().put(changed.path("id").asText(), changed);
    return changed;
  }

  /** As REST shows it: no secret, no count of failures. */
  static ObjectNode shown(ObjectNode hook) {
    ObjectNode shown = hook.deepCopy();
    shown.remove("secret");
    shown.remove("failures");
    String[] topic = hook.path("topic").asText().split("\\.");
    shown.put("resource", topic[0]).put("event", topic[1]);
    shown.putArray("hooks").add("woocommerce_" + topic[1] + "_" + topic[0]);
    return shown;
  }
}
