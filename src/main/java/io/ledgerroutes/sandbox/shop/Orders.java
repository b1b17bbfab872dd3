package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** {@code /orders}: lists with the traps of the real one, single orders, and what may be changed in them. */
record Orders(Shop shop, String home) {
  private static final List<String> STATUSES = List.of(
    "any",
    "trash",
    "auto-draft",
    "pending",
    "processing",
    "on-hold",
    "completed",
    "cancelled",
    "refunded",
    "failed",
    "checkout-draft",
    // Of a plugin for deposits.
    "partially-paid"
  );

  Answer answer(Call call) {
    List<String> segments = call.segments();
    if (segments.size() == 1) {
      return switch (call.method()) {
        case "GET" -> list(call);
        case "POST" -> create(call);
        default -> ShopErrors.noRoute();
      };
    }
    Optional<ObjectNode> order = shop.orders().get(segments.get(1));
    if (order.isEmpty()) {
      return ShopErrors.invalidId("shop_order");
    }
    if (segments.size() > 2) {
      return segments.get(2).equals("refunds")
        ? new Refunds(shop, home).answer(call, order.get())
        : ShopErrors.noRoute();
    }
    return switch (call.method()) {
      case "GET" -> Answer.json(200, shown(order.get()));
      case "PUT", "POST" -> change(call, order.get());
      case "DELETE" -> delete(call, order.get());
      default -> ShopErrors.noRoute();
    };
  }

  private Answer create(Call call) {
    return written(call, 201, wish -> new OrderBook(shop).create(wish));
  }

  private Answer change(Call call, ObjectNode order) {
    return written(call, 200, wish -> new OrderBook(shop).change(order, wish));
  }

  private Answer written(Call call, int status, UnaryOperator<ObjectNode> work) {
    if (!(call.json().orElse(null) instanceof ObjectNode wish)) {
      return ShopErrors.badJson();
    }
    Optional<String> wanted = Json.text(wish, "status");
    if (wanted.isPresent() && !STATUSES.subList(1, STATUSES.size()).contains(wanted.get())) {
      return badStatus("status");
    }
    try {
      return Answer.json(status, shown(work.apply(wish)));
    } catch (OrderRefused refused) {
      return ShopErrors.error(400, refused.code(), refused.getMessage());
    }
  }

  private ObjectNode shown(ObjectNode order) {
    return shown(shop, order, home);
  }

  private Answer delete(Call call, ObjectNode order) {
    if (call.param("force").map("true"::equals).orElse(false)) {
      shop.remove(order);
      return Answer.json(200, shown(order));
    }
    return Answer.json(200, shown(shop.trash(order)));
  }

  private Answer list(Call call) {
    List<String> statuses = call.params("status");
    if (!STATUSES.containsAll(statuses)) {
      return badStatus("status[0]");
    }
    Optional<Answer> fault = Page.fault(call);
    if (fault.isPresent()) {
      return fault.get();
    }
    Predicate<ObjectNode> wanted = order -> inStatus(order, statuses);
    List<String> ids = call.params("include");
    if (!ids.isEmpty()) {
      wanted = wanted.and(order -> ids.contains(order.path("id").asText()));
    }
    for (String param : List.of("modified_after", "modified_before", "after", "before")) {
      Optional<String> text = call.param(param);
      Optional<LocalDateTime> limit = text.flatMap(shop.time()::filter);
      if (text.isPresent() && limit.isEmpty()) {
        return ShopErrors.badParam(param, "Invalid date.", "rest_invalid_date");
      }
      if (limit.isPresent()) {
        wanted = wanted.and(within(call, param, limit.get()));
      }
    }
    Optional<Comparator<ObjectNode>> order = order(call);
    if (order.isEmpty()) {
      return ShopErrors.badParam(
        "orderby",
        "orderby is not one of date, id, include, title, slug, and modified.",
        "rest_not_in_enum"
      );
    }
    List<ObjectNode> found = shop.orders().all().stream().filter(wanted).sorted(order.get()).toList();
    return Page.of(call, home + "wp-json/wc/v3", found.stream().map(this::shown).toList());
  }

  private static Answer badStatus(String what) {
    return ShopErrors.badParam(
      "status",
      what +
        " is not one of any, trash, auto-draft, pending, processing, on-hold, completed, cancelled, refunded, " +
        "failed, checkout-draft, and partially-paid.",
      "rest_not_in_enum"
    );
  }

  private static boolean inStatus(ObjectNode order, List<String> statuses) {
    String status = order.path("status").asText();
    boolean any = statuses.isEmpty() || statuses.contains("any");
    return statuses.contains(status) || (any && !Set.of("trash", "auto-draft").contains(status));
  }

  /** Exclusive, in whole seconds (facts, shop 17). */
  private static Predicate<ObjectNode> within(Call call, String param, LocalDateTime limit) {
    boolean gmt = call
      .param("dates_are_gmt")
      .map(text -> text.equals("true") || text.equals("1"))
      .orElse(false);
    String field = (param.startsWith("modified") ? "date_modified" : "date_created") + (gmt ? "_gmt" : "");
    boolean after = param.endsWith("after");
    return order -> {
      LocalDateTime at = LocalDateTime.parse(order.path(field).asText());
      return after ? at.isAfter(limit) : at.isBefore(limit);
    };
  }

  private static Optional<Comparator<ObjectNode>> order(Call call) {
    Comparator<ObjectNode> byId = Comparator.comparingInt(order -> order.path("id").asInt());
    Comparator<ObjectNode> byDate = Comparator.comparing(order -> order.path("date_created_gmt").asText());
    Comparator<ObjectNode> byChange = Comparator.comparing(order -> order.path("date_modified_gmt").asText());
    int page = Page.number(call);
    Comparator<ObjectNode> chosen = switch (call.param("orderby").orElse("date")) {
      case "id", "include", "title", "slug" -> byId;
      case "date" -> byDate.thenComparing(byId);
      // Orders of one second come in another order on every page: some are seen twice, some never (facts, 18).
      case "modified" -> byChange.thenComparing(each ->
        Integer.rotateLeft(each.path("id").asInt() * 0x9E3779B1, page * 7)
      );
      default -> null;
    };
    boolean ascending = call.param("order").map("asc"::equals).orElse(false);
    return Optional.ofNullable(chosen).map(comparator -> ascending ? comparator : comparator.reversed());
  }

  /** An order as the shop shows it, with its links. */
  static ObjectNode shown(Shop shop, ObjectNode order, String home) {
    ObjectNode shown = order.deepCopy();
    forget(shop.goods().deleted(), shown);
    String api = home + "wp-json/wc/v3/orders";
    shown.put(
      "payment_url",
      home +
        "checkout/order-pay/" +
        order.path("id").asText() +
        "/?pay_for_order=true&key=" +
        order.path("order_key").asText()
    );
    ObjectNode links = shown.putObject("_links");
    links.putArray("self").addObject().put("href", api + "/" + order.path("id").asText());
    links.putArray("collection").addObject().put("href", api);
    return shown;
  }

  /** Lines of products that no longer exist have lost id and SKU (facts, shop 30). */
  private static void forget(Set<Integer> deleted, ObjectNode order) {
    for (JsonNode line : order.path("line_items")) {
      if (deleted.contains(line.path("product_id").asInt())) {
        ((ObjectNode) line).put("product_id", 0).putNull("sku");
      }
    }
  }
}
