package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Until when an unpaid order's invoice is due, in days from its own.
 *
 * @param usual of methods that are not named
 * @param byMethod by payment method's id, e.g. {@code cod}
 */
public record Terms(int usual, Map<String, Integer> byMethod) {
  private static final String USUAL = "default";
  private static final int DAYS = 14;
  private static final int MOST = 365;

  public Terms {
    byMethod = Map.copyOf(byMethod);
  }

  /** {@code terms: 14}, or {@code terms: {cod: 14, bacs: 7, default: 30}}. */
  static Terms read(SettingsNode shop) {
    if (!shop.isSection("terms")) {
      return new Terms(shop.number("terms", 0, MOST, DAYS), Map.of());
    }
    SettingsNode terms = shop.section("terms");
    Map<String, Integer> byMethod = new HashMap<>();
    terms.keys().forEach(method -> byMethod.put(method, terms.number(method, 0, MOST, DAYS)));
    Integer usual = byMethod.remove(USUAL);
    return new Terms(usual == null ? DAYS : usual, byMethod);
  }

  int days(String paymentMethod) {
    return byMethod.getOrDefault(paymentMethod, usual);
  }
}
