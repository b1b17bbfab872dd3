package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ledgerroutes.connection.SettingsFile;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Australian books with a chart, tax rates, two tracking categories and a branding theme. */
  static LedgerView books() {
    return new LedgerView(
      ledger().organisation(),
      byCode(
        account("090", "BANK", "ASSET", ""),
        account("200", "SALES", "REVENUE", ""),
        account("205", "SALES", "REVENUE", ""),
        account("210", "REVENUE", "REVENUE", ""),
        account("220", "REVENUE", "REVENUE", ""),
        account("260", "REVENUE", "REVENUE", ""),
        account("404", "EXPENSE", "EXPENSE", ""),
        account("835", "CURRLIAB", "LIABILITY", ""),
        account("836", "CURRLIAB", "LIABILITY", ""),
        account("850", "CURRLIAB", "LIABILITY", ""),
        account("861", "CURRLIAB", "LIABILITY", "ROUNDING"),
        new Account("id-299", "299", "Old", "SALES", "REVENUE", "ARCHIVED", "OUTPUT", "", false, "")
      ),
      byType(
        rate("OUTPUT", "10.0000", "ACTIVE", true),
        rate("INPUT", "10.0000", "ACTIVE", false),
        rate("EXEMPTOUTPUT", "0.0000", "ACTIVE", true),
        rate("EXEMPTEXPORT", "0.0000", "ACTIVE", true),
        rate("BASEXCLUDED", "0.0000", "ACTIVE", true),
        rate("MOSSSALES", "0.0000", "ACTIVE", true),
        rate("TAX002", "14.9750", "ACTIVE", true),
        rate("TAX009", "10.0000", "ARCHIVED", true)
      ),
      Set.of("AUD", "CAD", "JPY", "KWD", "USD"),
      Map.of("Kiln", "theme-1"),
      Map.of("Channel", category("Channel", "Online", "Store"), "Region", category("Region", "East", "West"))
    );
  }

  private static Map<String, Account> byCode(Account... accounts) {
    return Stream.of(accounts).collect(Collectors.toMap(Account::code, Function.identity()));
  }

  private static Account account(String code, String type, String accountClass, String system) {
    String name = "Account " + code;
    return new Account("id-" + code, code, name, type, accountClass, "ACTIVE", "NONE", system, false, "");
  }

  private static Map<String, TaxRate> byType(TaxRate... rates) {
    return Stream.of(rates).collect(Collectors.toMap(TaxRate::type, Function.identity()));
  }

  private static TaxRate rate(String type, String percent, String status, boolean revenue) {
    return new TaxRate(type, type, new BigDecimal(percent), status, true, true, !revenue, true, revenue);
  }

  private static TrackingCategory category(String name, String... options) {
    return new TrackingCategory(
      "id-" + name,
      name,
      true,
      Stream.of(options)
        .map(option -> new TrackingCategory.Option("id-" + option, option, true))
        .toList()
    );
  }

  /** What an order means by these settings in {@link #books()}. */
  static Booking booking(WooCommerceXeroSettings settings, OrderJson order) {
    return InvoiceTranslator.translate(new BookingContext("clay-shop", settings, books()), order.order());
  }

  /** The invoice of an order that must have one. */
  static BookedOrder booked(WooCommerceXeroSettings settings, OrderJson order) {
    return switch (booking(settings, order)) {
      case Booking.Booked(BookedOrder booked) -> booked;
      case Booking.HeldBack(String reason) -> throw new AssertionError(reason);
      case Booking.NotWanted(String reason) -> throw new AssertionError(reason);
    };
  }

  /** Why an order is held that must be. */
  static String held(WooCommerceXeroSettings settings, OrderJson order) {
    return switch (booking(settings, order)) {
      case Booking.HeldBack(String reason) -> reason;
      case Booking.Booked booked -> throw new AssertionError("booked: " + booked);
      case Booking.NotWanted wanted -> throw new AssertionError(wanted.reason());
    };
  }

  /** Settings of exactly these keys, besides what every shop has. */
  static WooCommerceXeroSettings only(String keys) {
    return SettingsFile.read(
      new WooCommerceXero(),
      """
        store: https://shop.example
        zone: Australia/Sydney
        accounts: { sales: "200", shipping: "210", fees: "220" }
        rounding-tax-type: BASEXCLUDED
        """ +
        keys,
      WooCommerceXeroSettings.class
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
