package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings and JSON for tests of the translator. */
final class Sample {

  static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");

  static final JsonMapper JSON = JsonMapper.builder()
    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
    .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
    .build();

  private Sample() {}

  static WooCommerceXeroSettings settings() {
    return new WooCommerceXeroSettings(
      URI.create("https://shop.example"),
      SYDNEY,
      Set.of("processing", "completed"),
      "WC-{number}",
      InvoiceStatus.AUTHORISED,
      14,
      new LedgerAccounts("200", "210", "220", "860"),
      List.of(
        new TaxRule(List.of(rate("AU", "", "GST", "10")), "OUTPUT"),
        new TaxRule(List.of(rate("US", "CA", "", "1.25"), rate("US", "CA", "CA State", "7.25")), "TAX001")
      ),
      List.of(
        new UntaxedRule(List.of(), List.of("CARD-50"), List.of(), "BASEXCLUDED", Optional.of("835")),
        new UntaxedRule(List.of("AU"), List.of(), List.of("zero-rate"), "EXEMPTOUTPUT", Optional.empty()),
        new UntaxedRule(List.of("NZ", "US", "DE"), List.of(), List.of(), "EXEMPTEXPORT", Optional.empty())
      ),
      "BASEXCLUDED",
      new BigDecimal("0.05"),
      "Cash sale",
      ZeroTotal.SKIP
    );
  }

  private static TaxRule.Rate rate(String country, String state, String label, String percent) {
    return new TaxRule.Rate(country, state, label, new BigDecimal(percent));
  }

  static JsonNode json(String name) {
    try (InputStream file = Sample.class.getResourceAsStream("/woocommercexero/" + name)) {
      return JSON.readTree(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(name, unreadable);
    }
  }
}
