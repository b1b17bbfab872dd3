package io.ledgerroutes.sandbox.shop;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One shop: its name (its address is {@code /shops/<name>}, and {@code /shop} for the one named "shop"), its
 * time zone, its REST key, and where its order webhooks go from the start, if anywhere.
 */
public record ShopSettings(
  String name,
  ZoneId zone,
  String consumerKey,
  String consumerSecret,
  Optional<String> webhooksTo,
  String webhookSecret
) {
  /** The name of the shop at {@code /shop}. */
  public static final String DEFAULT_NAME = "shop";

  /** A shop in Sydney's zone with the sandbox's keys and no webhooks. */
  public static ShopSettings named(String name) {
    return new ShopSettings(
      name,
      ZoneId.of("Australia/Sydney"),
      "ck_sandbox",
      "cs_sandbox",
      Optional.empty(),
      "sandbox-webhook-secret"
    );
  }

  /** {@code shop}, {@code shop-2} … {@code shop-8}. */
  public static List<ShopSettings> defaults() {
    return Stream.concat(
      Stream.of(DEFAULT_NAME),
      IntStream.rangeClosed(2, 8).mapToObj(number -> DEFAULT_NAME + "-" + number)
    )
      .map(ShopSettings::named)
      .toList();
  }

  public ShopSettings withZone(ZoneId changed) {
    return new ShopSettings(name, changed, consumerKey, consumerSecret, webhooksTo, webhookSecret);
  }

  /** With order.created, order.updated and order.deleted webhooks to this address from the start. */
  public ShopSettings withWebhooksTo(String address) {
    return new ShopSettings(name, zone, consumerKey, consumerSecret, Optional.of(address), webhookSecret);
  }

  /** Where it stands below the sandbox's root. */
  public String path() {
    return name.equals(DEFAULT_NAME) ? "/shop" : "/shops/" + name;
  }
}
