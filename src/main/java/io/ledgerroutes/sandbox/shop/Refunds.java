package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import java.util.List;
import java.util.Optional;

/** {@code /orders/<id>/refunds}: listed, made and deleted; there is no way to change one (facts, shop 28). */
record Refunds(Shop shop, String home) {
  Answer answer(Call call, ObjectNode order) {
    List<String> segments = call.segments();
    if (segments.size() == 3) {
      return switch (call.method()) {
        case "GET" -> list(call, order);
        case "POST" -> make(call, order);
        default -> ShopErrors.noRoute();
      };
    }
    Optional<ObjectNode> refund = desk()
      .of(order)
      .stream()
      .filter(each -> each.path("id").asText().equals(segments.get(3)))
      .findFirst();
    if (refund.isEmpty()) {
      return ShopErrors.invalidId("shop_order_refund");
    }
    return switch (call.method()) {
      case "GET" -> Answer.json(200, shown(refund.get()));
      case "DELETE" -> delete(call, order, refund.get());
      default -> ShopErrors.noRoute();
    };
  }

  private RefundDesk desk() {
    return new RefundDesk(shop);
  }

  private Answer list(Call call, ObjectNode order) {
    return Page.of(call, home + "wp-json/wc/v3", desk().of(order).stream().map(this::shown).toList());
  }

  private Answer make(Call call, ObjectNode order) {
    Optional<JsonNode> wish = call.json();
    if (wish.isEmpty() || !wish.get().isObject()) {
      return ShopErrors.badJson();
    }
    try {
      RefundWish asked = RefundWish.of(wish.get());
      return asked.total().signum() > 0
        ? Answer.json(201, shown(desk().refund(order, asked)))
        : ShopErrors.error(
            400,
            "woocommerce_rest_invalid_order_refund",
            "Refund amount must be greater than zero."
          );
    } catch (NumberFormatException notAnAmount) {
      return ShopErrors.badParam("amount", "amount is not a decimal.", "rest_invalid_type");
    } catch (RefundRefused refused) {
      return ShopErrors.refundRefused(refused.getMessage());
    }
  }

  private Answer delete(Call call, ObjectNode order, ObjectNode refund) {
    if (!call.param("force").map("true"::equals).orElse(false)) {
      return ShopErrors.cannotTrash("woocommerce_rest_trash_not_supported", "Refunds");
    }
    desk().delete(order, refund);
    return Answer.json(200, shown(refund));
  }

  private ObjectNode shown(ObjectNode refund) {
    ObjectNode shown = refund.deepCopy();
    String orders = home + "wp-json/wc/v3/orders/" + refund.path("parent_id").asText();
    shown.remove("parent_id");
    ObjectNode links = shown.putObject("_links");
    links.putArray("self").addObject().put("href", orders + "/refunds/" + refund.path("id").asText());
    links.putArray("collection").addObject().put("href", orders + "/refunds");
    links.putArray("up").addObject().put("href", orders);
    return shown;
  }
}
