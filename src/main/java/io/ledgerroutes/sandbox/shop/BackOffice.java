package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a shop tells of itself and nobody changes by REST here: settings, tax rates, gateways, coupons, status. */
record BackOffice(Shop shop, String home) {
  private static final String COUNTRY = "AU:NSW";

  /** Empty for what is no part of it. */
  Optional<Answer> answer(Call call) {
    List<String> segments = call.segments();
    if (!call.method().equals("GET")) {
      return Optional.empty();
    }
    return switch (segments.getFirst()) {
      case "taxes" -> Optional.of(listed(call, "tax", Rate.ALL.stream().map(Rate::shown).toList()));
      case "coupons" -> Optional.of(
        listed(call, "shop_coupon", Catalogue.COUPONS.stream().map(Catalogue.Coupon::shown).toList())
      );
      case "payment_gateways" -> Optional.of(listed(call, "payment_gateway", gateways()));
      case "system_status" -> Optional.of(Answer.json(200, status()));
      case "settings" -> settings(segments);
      default -> Optional.empty();
    };
  }

  private Answer listed(Call call, String resource, List<ObjectNode> all) {
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

  /** {@code /wp-json}: the site's own zone stands here, and nowhere else; it needs no key. */
  ObjectNode index() {
    int offset = shop.settings().zone().getRules().getOffset(shop.now()).getTotalSeconds();
    return Json.object()
      .put("name", "Sandbox " + shop.settings().name())
      .put("description", "")
      .put("url", home.substring(0, home.length() - 1))
      .put("home", home.substring(0, home.length() - 1))
      .put("gmt_offset", offset / 3600.0)
      .put("timezone_string", shop.settings().zone().getId())
      .set("namespaces", Json.of(List.of("wc/v3")));
  }

  private static List<ObjectNode> gateways() {
    return Payment.OFFERED.stream()
      .map(payment ->
        Json.object()
          .put("id", payment.method())
          .put("title", payment.title())
          .put("description", "")
          .put("order", Payment.OFFERED.indexOf(payment))
          .put("enabled", true)
          .put("method_title", payment.title())
      )
      .toList();
  }

  private Optional<Answer> settings(List<String> segments) {
    if (segments.size() < 2 || !List.of("general", "tax").contains(segments.get(1))) {
      return Optional.empty();
    }
    List<ObjectNode> group = segments.get(1).equals("tax") ? tax() : general();
    if (segments.size() == 2) {
      return Optional.of(Answer.json(200, Json.array().addAll(group)));
    }
    return group
      .stream()
      .filter(setting -> setting.path("id").asText().equals(segments.get(2)))
      .findFirst()
      .map(setting -> Answer.json(200, setting));
  }

  private static List<ObjectNode> general() {
    return List.of(
      setting("woocommerce_default_country", "Country / State", COUNTRY),
      setting("woocommerce_calc_taxes", "Enable taxes", "yes"),
      setting("woocommerce_currency", "Currency", Catalogue.CURRENCY),
      setting("woocommerce_price_num_decimals", "Number of decimals", "2")
    );
  }

  private static List<ObjectNode> tax() {
    return List.of(
      setting("woocommerce_prices_include_tax", "Prices entered with tax", "no"),
      setting("woocommerce_tax_based_on", "Calculate tax based on", "shipping"),
      setting("woocommerce_tax_round_at_subtotal", "Rounding", "no")
    );
  }

  private static ObjectNode setting(String id, String label, String value) {
    return Json.object().put("id", id).put("label", label).put("type", "text").put("value", value);
  }

  private ObjectNode status() {
    ObjectNode status = Json.object();
    status
      .putObject("environment")
      .put("home_url", home)
      .put("site_url", home)
      .put("version", "10.0.2")
      .put("wp_version", "6.8.8")
      .put("default_timezone", "UTC");
    ObjectNode settings = status.putObject("settings");
    settings.put("api_enabled", false).put("force_ssl", false).put("currency", Catalogue.CURRENCY);
    settings.put("number_of_decimals", 2).put("HPOS_enabled", true);
    ArrayNode plugins = status.putArray("active_plugins");
    plugins.addObject().put("plugin", "woocommerce/woocommerce.php").put("version", "10.0.2");
    return status.put("generated_at", Instant.EPOCH.plusMillis(shop.now().toEpochMilli()).toString());
  }
}
