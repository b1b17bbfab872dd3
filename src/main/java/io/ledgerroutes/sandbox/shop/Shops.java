package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.CallLog;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Peer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All shops: {@code /shop} is the one named "shop", {@code /shops/<name>} any of them. */
public final class Shops implements Peer, AutoCloseable {

  private static final int MOST_AT_ONCE = 20_000;

  private final Map<String, Shop> shops = new LinkedHashMap<>();
  private final Map<String, ShopApi> apis = new LinkedHashMap<>();
  private final Journal journal;
  private final CallLog calls;

  /** The shops below a root such as {@code http://localhost:8090}. */
  public Shops(
    List<ShopSettings> settings,
    String root,
    Journal journal,
    Clock clock,
    Faults faults,
    CallLog calls
  ) {
    this.journal = journal;
    this.calls = calls;
    for (ShopSettings each : settings) {
      Shop shop = new Shop(each, root, journal, clock, faults);
      shops.put(each.name(), shop);
      apis.put(each.name(), new ShopApi(shop, root, faults));
    }
  }

  @Override
  public Answer answer(Call call) {
    List<String> segments = call.segments();
    boolean named = segments.getFirst().equals("shops") && segments.size() > 1;
    String name = named ? segments.get(1) : ShopSettings.DEFAULT_NAME;
    ShopApi api = apis.get(name);
    if (api == null) {
      return Answer.html(
        404,
        "<html><body><h1>There is no shop " + Html.escaped(name) + "</h1></body></html>"
      );
    }
    Call inside = call.under(named ? "/shops/" + name : "/shop");
    Answer answer = api.answer(inside);
    calls.count("shop " + name, call.method(), inside.path(), answer.status());
    return answer;
  }

  /**
   * Places orders: {@code count}, {@code seed}, and if wanted {@code shop}, {@code kind} "plain" or "varied",
   * {@code shapes} to have these in turn, {@code webhooks} false to tell nobody, {@code at} for their day. Answers
   * id, number, shape, status and total of each. Throws IllegalArgumentException that says what to do.
   */
  public JsonNode place(JsonNode wish) {
    Shop shop = shop(wish);
    int count = wish.path("count").asInt(Math.max(1, wish.path("shapes").size()));
    if (count < 1 || count > MOST_AT_ONCE) {
      throw new IllegalArgumentException("count must be between 1 and " + MOST_AT_ONCE);
    }
    String kind = wish.path("kind").asText("varied");
    if (!List.of("varied", "plain").contains(kind)) {
      throw new IllegalArgumentException("kind must be varied or plain");
    }
    List<Shape> shapes = shapes(wish);
    boolean announced = wish.path("webhooks").asBoolean(true);
    Instant at = Json.text(wish, "at").map(Shops::instant).orElseGet(shop::now);
    OrderGenerator generator = new OrderGenerator(shop, wish.path("seed").asLong(1), at);
    ObjectNode report = Json.object().put("shop", shop.settings().name()).put("count", count);
    ArrayNode placed = report.putArray("orders");
    for (int i = 0; i < count; i++) {
      int turn = i;
      Supplier<ObjectNode> one = () ->
        journal.together(() -> {
          Made made = kind.equals("plain") ? generator.plain() : varied(generator, shapes, turn);
          return placed(made.shape(), made.placeIn(shop));
        });
      placed.add(announced ? one.get() : Deliveries.quietly(one));
    }
    return report;
  }

  private static Made varied(OrderGenerator generator, List<Shape> shapes, int turn) {
    return shapes.isEmpty() ? generator.varied() : generator.of(shapes.get(turn % shapes.size()));
  }

  private static ObjectNode placed(String shape, ObjectNode order) {
    return Json.object()
      .put("id", order.path("id").asInt())
      .put("number", order.path("number").asText())
      .put("shape", shape)
      .put("status", order.path("status").asText())
      .put("currency", order.path("currency").asText())
      .put("total", order.path("total").asText())
      .put("total_tax", order.path("total_tax").asText())
      .put("paid", !order.path("date_paid").isNull());
  }

  private static List<Shape> shapes(JsonNode wish) {
    List<Shape> shapes = new ArrayList<>();
    for (JsonNode name : wish.path("shapes")) {
      shapes.add(
        Shape.called(name.asText()).orElseThrow(() ->
          new IllegalArgumentException(
            "There is no shape " +
              name.asText() +
              "; take of " +
              Arrays.stream(Shape.values()).map(Shape::text).toList()
          )
        )
      );
    }
    return shapes;
  }

  /** Habits of a shop, as {@link ShopHabits} names them; answers those it has then. */
  public JsonNode changeHabits(JsonNode wish) {
    return Json.of(shop(wish).changeHabits(wish));
  }

  /**
   * What people do in the back office: {@code shop}, {@code order} and what the deed wants; answers the order as
   * it is then. Empty for no such deed. Throws IllegalArgumentException that says what to do.
   */
  public Optional<JsonNode> act(String deed, JsonNode wish) {
    return Chore.called(deed).map(chore -> {
      Shop shop = shop(wish);
      ObjectNode order = shop
        .order(wish.path("order").asInt())
        .orElseThrow(() -> new IllegalArgumentException("order must be the id of an order of the shop"));
      return placed(deed, journal.together(() -> chore.on(new Deeds(shop), order, wish)));
    });
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notAnInstant) {
      throw new IllegalArgumentException("at must be a time such as 2026-06-30T22:30:00Z", notAnInstant);
    }
  }

  private Shop shop(JsonNode wish) {
    String name = wish.path("shop").asText(ShopSettings.DEFAULT_NAME);
    return Optional.ofNullable(shops.get(name)).orElseThrow(() ->
      new IllegalArgumentException("There is no shop " + name + "; take one of " + shops.keySet())
    );
  }

  /**
   * Sends a webhook on demand: {@code topic} and {@code order}; or {@code error}, a code that goes out as a
   * signed error object (facts, shop 7).
   */
  public void deliver(JsonNode wish) {
    Shop shop = shop(wish);
    String topic = wish.path("topic").asText("order.updated");
    Optional<String> error = Json.text(wish, "error");
    if (error.isPresent()) {
      int status = error.get().endsWith("cannot_view") ? 401 : 404;
      shop.deliveries().announce(topic, ShopErrors.body(status, error.get(), "Invalid ID."));
    } else {
      shop.deliveries().announce(topic, wish.path("order").asInt());
    }
  }

  /** Per shop: orders by status and in all, webhooks with their failures, deliveries, calls. */
  public JsonNode report() {
    ObjectNode report = Json.object();
    shops.forEach((name, shop) -> report.set(name, report(shop)));
    return report;
  }

  private ObjectNode report(Shop shop) {
    Map<String, Integer> byStatus = new TreeMap<>();
    List<ObjectNode> orders = shop.orders().all();
    orders.forEach(order -> byStatus.merge(order.path("status").asText(), 1, Integer::sum));
    ObjectNode report = Json.object().put("url", shop.settings().path()).put("orders", orders.size());
    report.set("byStatus", Json.of(byStatus));
    ArrayNode hooks = report.putArray("webhooks");
    shop
      .webhooks()
      .all()
      .forEach(hook ->
        hooks.add(hook.deepCopy().retain("id", "name", "topic", "status", "delivery_url", "failures"))
      );
    report.set("deliveries", Json.of(shop.deliveries().counts()));
    report.put("waiting", shop.deliveries().waiting());
    report.set("calls", Json.of(calls.of("shop " + shop.settings().name())));
    return report;
  }

  /** Forgets all orders; webhooks stay and are active again. */
  public void clear() {
    shops.values().forEach(Shop::clear);
  }

  @Override
  public void close() {
    shops.values().forEach(Shop::close);
  }
}
