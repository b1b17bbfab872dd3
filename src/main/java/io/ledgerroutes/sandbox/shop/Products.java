package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /products} and {@code /products/categories}. */
record Products(Shop shop, String home) {
  Answer answer(Call call) {
    List<String> segments = call.segments();
    if (segments.size() == 1) {
      return call.method().equals("GET") ? list(call) : ShopErrors.noRoute();
    }
    if (segments.get(1).equals("categories")) {
      return call.method().equals("GET")
        ? Page.of(call, home + "wp-json/wc/v3", Catalogue.categories())
        : ShopErrors.noRoute();
    }
    Optional<ObjectNode> product = segments.get(1).matches("\\d{1,9}")
      ? shop.goods().find(Integer.parseInt(segments.get(1)))
      : Optional.empty();
    if (product.isEmpty()) {
      return ShopErrors.invalidId("product");
    }
    return switch (call.method()) {
      case "GET" -> Answer.json(200, product.get());
      case "PUT", "POST" -> change(call, product.get());
      case "DELETE" -> delete(call, product.get());
      default -> ShopErrors.noRoute();
    };
  }

  private Answer list(Call call) {
    List<String> ids = call.params("include");
    List<String> skus = call.params("sku");
    Predicate<ObjectNode> wanted = product ->
      (ids.isEmpty() || ids.contains(product.path("id").asText())) &&
      (skus.isEmpty() || skus.contains(product.path("sku").asText())) &&
      inStatus(product, call.param("status").orElse("any")) &&
      call
        .param("category")
        .map(category -> in(product, category))
        .orElse(true);
    return Page.of(call, home + "wp-json/wc/v3", shop.goods().all().stream().filter(wanted).toList());
  }

  private static boolean inStatus(ObjectNode product, String wanted) {
    String status = product.path("status").asText();
    return wanted.equals("any") ? !status.equals("trash") : status.equals(wanted);
  }

  private static boolean in(ObjectNode product, String category) {
    for (JsonNode each : product.path("categories")) {
      if (each.path("id").asText().equals(category)) {
        return true;
      }
    }
    return false;
  }

  private Answer change(Call call, ObjectNode product) {
    return call.json().orElse(null) instanceof ObjectNode wish
      ? Answer.json(200, shop.goods().change(product, wish))
      : ShopErrors.badJson();
  }

  private Answer delete(Call call, ObjectNode product) {
    if (call.param("force").map("true"::equals).orElse(false)) {
      shop.goods().delete(product);
      return Answer.json(200, product);
    }
    return Answer.json(200, shop.goods().change(product, Json.object().put("status", "trash")));
  }
}
