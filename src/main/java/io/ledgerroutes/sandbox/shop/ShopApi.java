package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One shop's {@code /wp-json/wc/v3}: who calls, and which resource is meant. */
final class ShopApi {

  private static final String ROOT = "/wp-json/wc/v3";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Shop shop;
  private final String home;
  private final Faults faults;

  ShopApi(Shop shop, String root, Faults faults) {
    this.shop = shop;
    this.home = root + shop.settings().path() + "/";
    this.faults = faults;
  }

  /** The answer to a call below the shop's address. */
  Answer answer(Call call) {
    Optional<Fault> fault = faults.strike("shop", call);
    if (fault.isEmpty()) {
      return calm(call);
    }
    return switch (fault.get().kind()) {
      case SLOW -> {
        faults.hang(fault.get().millis());
        yield calm(call);
      }
      case ANSWER_LOST -> {
        calm(call);
        yield Answer.NONE;
      }
      case CUT -> calm(call).cut();
      case SLOW_BODY -> calm(call).dribbling(fault.get().millis());
      case TIMEOUT -> {
        faults.hang(fault.get().millis());
        yield Answer.NONE;
      }
      case TOO_MANY_REQUESTS -> Answer.html(
        429,
        "<html><body><h1>429 Too Many Requests</h1></body></html>"
      ).with("Retry-After", "1");
      case ERROR_BEFORE -> ShopErrors.fatal();
      case HTML, OFFLINE -> ShopErrors.maintenance();
      case TOKEN_REVOKED -> ShopErrors.unauthorized(call.method());
      case RESET, LOST -> Answer.NONE;
    };
  }

  private Answer calm(Call call) {
    if (!call.path().startsWith(ROOT + "/")) {
      return call.path().startsWith("/wp-json") ? ShopErrors.noRoute() : Answer.html(200, frontDoor());
    }
    if (!authentic(call)) {
      return ShopErrors.unauthorized(call.method());
    }
    Call inside = call.under(ROOT);
    List<String> segments = inside.segments();
    return switch (segments.getFirst()) {
      case "orders" -> new Orders(shop, home).answer(inside);
      case "webhooks" -> webhooks(inside);
      case "customers" -> new Customers(shop, home).answer(inside);
      case "products" -> new Products(shop, home).answer(inside);
      case "taxes" -> reading(inside, "tax", Catalogue.taxes());
      default -> ShopErrors.noRoute();
    };
  }

  private String frontDoor() {
    return (
      "<html><body><h1>Sandbox shop " +
      shop.settings().name() +
      "</h1><p>REST is at " +
      home +
      "wp-json/wc/v3</p></body></html>"
    );
  }

  /** Basic; over plain http it counts on loopback only (facts, shop 21). */
  private boolean authentic(Call call) {
    String pair = shop.settings().consumerKey() + ":" + shop.settings().consumerSecret();
    String expected = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String host = call.header("Host").orElse("").replaceFirst(":\\d+$", "");
    return LOOPBACK.contains(host) && call.header("Authorization").map(expected::equals).orElse(false);
  }

  private Answer reading(Call call, String resource, List<ObjectNode> all) {
    if (!call.method().equals("GET")) {
      return ShopErrors.noRoute();
    }
    if (call.segments().size() == 1) {
      return Page.of(call, home + "wp-json/wc/v3", all);
    }
    return all
      .stream()
      .filter(each -> each.path("id").asText().equals(call.segments().get(1)))
      .findFirst()
      .map(each -> Answer.json(200, each))
      .orElseGet(() -> ShopErrors.invalidId(resource));
  }

  private Answer webhooks(Call call) {
    Optional<String> id = call.segments().stream().skip(1).findFirst();
    Optional<ObjectNode> hook = id.flatMap(shop.webhooks()::get);
    if (id.isPresent() && hook.isEmpty()) {
      return ShopErrors.invalidId("shop_webhook");
    }
    return switch (call.method()) {
      case "GET" -> hook
        .map(found -> Answer.json(200, Webhooks.shown(found)))
        .orElseGet(() ->
          Page.of(call, home + "wp-json/wc/v3", shop.webhooks().all().stream().map(Webhooks::shown).toList())
        );
      case "POST", "PUT" -> saved(call, hook);
      case "DELETE" -> hook
        .map(found -> {
          shop.webhooks().remove(found.path("id").asText());
          return Answer.json(200, Webhooks.shown(found));
        })
        .orElseGet(ShopErrors::noRoute);
      default -> ShopErrors.noRoute();
    };
  }

  private Answer saved(Call call, Optional<ObjectNode> hook) {
    Optional<JsonNode> wish = call.json();
    if (wish.isEmpty() || !(wish.get() instanceof ObjectNode asked)) {
      return ShopErrors.badJson();
    }
    Optional<String> fault = Webhooks.fault(asked, hook.isEmpty());
    if (fault.isPresent()) {
      return ShopErrors.badParam(
        fault.get(),
        "The " + fault.get() + " is missing or not valid.",
        "rest_invalid_param"
      );
    }
    if (hook.isPresent()) {
      return Answer.json(200, Webhooks.shown(Webhooks.change(shop, hook.get(), asked)));
    }
    ObjectNode created = Webhooks.create(shop, asked);
    shop.deliveries().ping(created);
    return Answer.json(201, Webhooks.shown(created));
  }
}
