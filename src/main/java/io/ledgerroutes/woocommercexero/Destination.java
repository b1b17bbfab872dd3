package io.ledgerroutes.woocommercexero;

import java.util.Optional;
import java.util.Set;

/** Where goods go, seen from the organisation's country (rule W1). */
public enum Destination {
  /** The organisation's own country. */
  DOMESTIC,
  /** Another country of the European Union. */
  EU,
  /** Any other country. */
  OTHER;

  private static final Set<String> UNION = Set.of(
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK"
  );

  /** Empty where the order names no country. */
  static Optional<Destination> of(String country, String home) {
    if (country.isEmpty()) {
      return Optional.empty();
    }
    if (country.equals(home)) {
      return Optional.of(DOMESTIC);
    }
    return Optional.of(UNION.contains(country) ? EU : OTHER);
  }
}
