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
  /** A second key of every shop, with the same secret, that may read and not write. */
  private static final String READER = "ck_sandbox_read";
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
      case PAGE -> ShopErrors.fatalPage();
      case TOKEN_REVOKED -> ShopErrors.unauthorized(call.method());
      case
        RESET,
        LOST,
        DOUBLED,
        LATE,
        DISK_FULL,
        NO_RENAME,
        RENAME_FAILS,
        HOST_KEY_CHANGED,
        LOGIN_REFUSED -> Answer.NONE;
    };
  }

  private Answer calm(Call call) {
    if (!call.path().startsWith("/wp-json")) {
      return new StoreFront(shop, home).answer(call).orElseGet(ShopErrors::noPage);
    }
    if (call.path().matches("/wp-json/?")) {
      return Answer.json(200, new BackOffice(shop, home).index());
    }
    if (!call.path().startsWith(ROOT + "/")) {
      return ShopErrors.noRoute();
    }
    if (!authentic(call)) {
      return ShopErrors.unauthorized(call.method());
    }
    if (!call.method().equals("GET") && mayOnlyRead(call)) {
      return ShopErrors.readOnly();
    }
    return Fields.asked(call, resource(call.under(ROOT)));
  }

  private Answer resource(Call call) {
    return switch (call.segments().getFirst()) {
      case "orders" -> new Orders(shop, home).answer(call);
      case "webhooks" -> webhooks(call);
      case "customers" -> new Customers(shop, home).answer(call);
      case "products" -> new Products(shop, home).answer(call);
      default -> new BackOffice(shop, home).answer(call).orElseGet(ShopErrors::noRoute);
    };
  }

  /** Basic; over plain http it counts on loopback only, or not at all (facts, shop 21). */
  private boolean authentic(Call call) {
    String host = call.header("Host").orElse("").replaceFirst(":\\d+$", "");
    boolean heard = LOOPBACK.contains(host) && !shop.habits().ignoresPlainHttp();
    return heard && (signedAs(call, shop.settings().consumerKey()) || signedAs(call, READER));
  }

  private boolean mayOnlyRead(Call call) {
    return shop.habits().readOnlyKey() || signedAs(call, READER);
  }

  private boolean signedAs(Call call, String key) {
    String pair = key + ":" + shop.settings().consumerSecret();
    String expected = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return call.header("Authorization").map(expected::equals).orElse(false);
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
      case "DELETE" -> !call.param("force").map("true"::equals).orElse(false)
        ? ShopErrors.cannotTrash("woocommerce_rest_trash_not_supported", "Webhooks")
        : hook
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
