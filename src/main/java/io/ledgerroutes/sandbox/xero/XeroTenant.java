package io.ledgerroutes.sandbox.xero;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** One organisation. The time zone is a Windows name in capitals without spaces, as Xero writes it. */
public record XeroTenant(
  String id,
  String name,
  String shortCode,
  String country,
  String currency,
  String timezone
) {
  private static final String SYDNEY = "AUSEASTERNSTANDARDTIME";

  private static final Map<String, ZoneId> ZONES = Map.of(
    SYDNEY,
    ZoneId.of("Australia/Sydney"),
    "NEWZEALANDSTANDARDTIME",
    ZoneId.of("Pacific/Auckland"),
    "GMTSTANDARDTIME",
    ZoneId.of("Europe/London")
  );

  /** The organisations of a sandbox nobody configured: six Australian, one of New Zealand, one British. */
  public static final List<XeroTenant> DEFAULTS = List.of(
    australian("8be9db36-3598-4755-ba5c-c2dbc8c4a7a2", "Craft Shop Pty Ltd", "!cr4Ft"),
    australian("0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002", "Harbour Books Pty Ltd", "!hB2ks"),
    australian("1d6e4a3f-9b52-4d8c-8f21-3a7c8e2b0003", "Outback Coffee Pty Ltd", "!oC3ff"),
    australian("2e7f5b40-ac63-4e9d-9a32-4b8d9f3c0004", "Coral Bikes Pty Ltd", "!cB4ke"),
    australian("3f806c51-bd74-4fae-8b43-5c9ea04d0005", "Wattle Garden Pty Ltd", "!wG5rd"),
    australian("40917d62-ce85-40bf-9c54-6dafb15e0006", "Banksia Toys Pty Ltd", "!bT6ys"),
    new XeroTenant(
      "51a28e73-df96-41c0-8d65-7eb0c26f0007",
      "Kiwi Crafts Limited",
      "!kC7ft",
      "NZ",
      "NZD",
      "NEWZEALANDSTANDARDTIME"
    ),
    new XeroTenant(
      "62b39f84-e0a7-42d1-9e76-8fc1d3700008",
      "Thames Prints Ltd",
      "!tP8nt",
      "GB",
      "GBP",
      "GMTSTANDARDTIME"
    )
  );

  private static XeroTenant australian(String id, String name, String shortCode) {
    return new XeroTenant(id, name, shortCode, "AU", "AUD", SYDNEY);
  }

  /** The organisation's zone: document dates are its days. */
  public ZoneId zone() {
    return ZONES.get(timezone);
  }
}
