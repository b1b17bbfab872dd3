package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ledgerroutes.connection.SettingsFile;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
    return settings("https://shop.example", "");
  }

  /** The usual settings of a shop at this address, with more lines under {@code woocommerce:}, indented by two. */
  static WooCommerceXeroSettings settings(String store, String more) {
    return SettingsFile.read(
      new WooCommerceXero(),
      """
        store: %s
        zone: Australia/Sydney
        accounts: { sales: "200", shipping: "210", fees: "220", rounding: "860" }
        rounding-tax-type: BASEXCLUDED
        taxes:
          - rates: [{ country: AU, label: GST, percent: 10 }]
            tax-type: OUTPUT
          - rates: [{ country: US, state: CA, percent: 1.25 }, { country: US, state: CA, label: CA State, percent: 7.25 }]
            tax-type: TAX001
        untaxed:
          - { skus: [CARD-50], tax-type: BASEXCLUDED, account: "835" }
          - { countries: [AU], tax-classes: [zero-rate], tax-type: EXEMPTOUTPUT }
          - { countries: [NZ, US, DE], tax-type: EXEMPTEXPORT }
        """.formatted(store) +
        more,
      WooCommerceXeroSettings.class
    );
  }

  /** An Australian organisation without closed periods. */
  static LedgerView ledger() {
    Organisation organisation = new Organisation(
      "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2",
      "5f3b0d0e-0000-4000-8000-000000000001",
      "Clay & Co",
      "!cLaY1",
      "AU",
      SYDNEY,
      "AUD"
    );
    return new LedgerView(
      new OrganisationFacts(organisation, Optional.empty(), Optional.empty(), "ACCRUALS", "AU"),
      Map.of(),
      Map.of(),
      Set.of("AUD", "USD")
    );
  }

  static BookingContext context(String connection) {
    return new BookingContext(connection, settings(), ledger());
  }

  static ShopOrder order(JsonNode order) {
    return new ShopOrder(Order.of(order), List.of(), Map.of());
  }

  static JsonNode json(String name) {
    try (InputStream file = Sample.class.getResourceAsStream("/woocommercexero/" + name)) {
      return JSON.readTree(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(name, unreadable);
    }
  }
}
