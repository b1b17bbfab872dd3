package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.connection.SettingsFile;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.mirror.Account;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Orders, refunds and books for tests of where the money goes. */
final class SampleMoney {

  static final String CONNECTION = "clay-shop";

  private static final String PAYMENTS = """
    payments:
      - { methods: ["stripe*"], account: "613" }
      - { methods: [cod], account: "614", manual-means-paid: true }
      - { methods: [wise], account: "091" }
      - { methods: [voucher-desk], account: "836" }
      - { methods: [old-gateway], account: "699" }
      - { methods: [bacs, cheque], account: none }
    """;

  private SampleMoney() {}

  static BookingContext context() {
    return context("");
  }

  /** With more lines under {@code woocommerce:}. */
  static BookingContext context(String more) {
    LedgerView ledger = Sample.ledger();
    return new BookingContext(
      CONNECTION,
      Sample.settings("https://shop.example", PAYMENTS + more),
      new LedgerView(ledger.organisation(), accounts(), ledger.taxRates(), Set.of("AUD", "EUR", "USD"))
    );
  }

  /** Where tax of American states is a line of its own. */
  static BookingContext taxAsLine() {
    return new BookingContext(
      CONNECTION,
      SettingsFile.read(
        new WooCommerceXero(),
        """
            store: https://shop.example
            zone: Australia/Sydney
            accounts: { sales: "200", shipping: "210", fees: "220", rounding: "860" }
            rounding-tax-type: BASEXCLUDED
            taxes:
              - { each: { country: US }, tax-as-line: "836", tax-type: EXEMPTEXPORT }
            untaxed:
              - { countries: [US], tax-type: EXEMPTEXPORT }
          """ +
          PAYMENTS.indent(2),
        WooCommerceXeroSettings.class
      ),
      context().ledger()
    );
  }

  private static Map<String, Account> accounts() {
    Map<String, Account> accounts = new TreeMap<>(Sample.ledger().accounts());
    List.of("200", "201", "202", "210", "220", "260", "860").forEach(code ->
      accounts.put(code, account(code, "REVENUE", "REVENUE", false, ""))
    );
    List.of(
      account("613", "BANK", "ASSET", false, "AUD"),
      account("614", "CURRENT", "ASSET", true, ""),
      account("091", "BANK", "ASSET", false, "EUR"),
      account("835", "CURRLIAB", "LIABILITY", true, ""),
      account("836", "CURRLIAB", "LIABILITY", false, "")
    ).forEach(account -> accounts.put(account.code(), account));
    return accounts;
  }

  private static Account account(
    String code,
    String type,
    String accountClass,
    boolean payments,
    String currency
  ) {
    return new Account(
      "0b0fbd4a-0000-4000-8000-000000000" + code,
      code,
      "Account " + code,
      type,
      accountClass,
      "ACTIVE",
      "NONE",
      "",
      payments,
      currency
    );
  }

  /** A paid order of 55.00 with 5.00 tax in it and 55.00 free of tax: the accountant's example of rule W8. */
  static ObjectNode order() {
    ObjectNode order = Sample.JSON.createObjectNode();
    order
      .put("id", 1042)
      .put("number", "1042")
      .put("status", "processing")
      .put("currency", "AUD")
      .put("prices_include_tax", false)
      .put("date_created_gmt", "2026-06-29T22:30:00")
      .put("date_modified_gmt", "2026-06-30T23:00:00")
      .put("date_paid_gmt", "2026-06-30T22:30:00")
      .put("payment_method", "stripe_cc")
      .put("payment_method_title", "Card")
      .put("transaction_id", "pi_3Clay")
      .put("total", "110.00")
      .put("total_tax", "5.00");
    order
      .putObject("billing")
      .put("first_name", "Mara")
      .put("country", "AU")
      .put("email", "mara@example.test");
    order.putArray("line_items");
    order.putArray("shipping_lines");
    order.putArray("fee_lines");
    line(order, "line_items", 7, "Bowl", 5, "50.00", "5.00");
    line(order, "line_items", 8, "Book", 1, "55.00", "0.00");
    taxed(order, "5.00", "0.00");
    return order;
  }

  /** The same paid order of 100.00 goods to California, with 7.25 of the state's tax and 1.25 of a district's. */
  static ObjectNode orderToCalifornia() {
    ObjectNode order = order().put("total", "108.50").put("total_tax", "8.50");
    ((ObjectNode) order.path("billing")).put("country", "US").put("state", "CA");
    order.putArray("line_items");
    rates(line(order, "line_items", 7, "Bowl", 4, "100.00", "8.50"), "7.25", "1.25");
    californian(order, "7.25", "1.25", "0.00", "0.00");
    return order;
  }

  /** Splits a line's tax over the state's rate and the district's. */
  static ObjectNode rates(ObjectNode line, String state, String district) {
    ArrayNode taxes = line.putArray("taxes");
    taxes.addObject().put("id", 1).put("total", state);
    taxes.addObject().put("id", 2).put("total", district);
    return line;
  }

  static void californian(ObjectNode order, String state, String district, String onShipping, String also) {
    ArrayNode taxes = order.putArray("tax_lines");
    taxes
      .addObject()
      .put("rate_id", 1)
      .put("rate_code", "US-CA-CA STATE-1")
      .put("label", "CA State")
      .put("rate_percent", 7.25)
      .put("tax_total", state)
      .put("shipping_tax_total", onShipping);
    taxes
      .addObject()
      .put("rate_id", 2)
      .put("rate_code", "US-CA-DISTRICT-2")
      .put("label", "District")
      .put("rate_percent", 1.25)
      .put("tax_total", district)
      .put("shipping_tax_total", also);
  }

  /** Adds a line; one without tax is of the class that is free of it. */
  static ObjectNode line(
    ObjectNode record,
    String list,
    long id,
    String name,
    int quantity,
    String total,
    String tax
  ) {
    boolean taxed = new BigDecimal(tax).signum() != 0;
    ObjectNode line = ((ArrayNode) record.withArray(list)).addObject();
    line
      .put("id", id)
      .put(list.equals("shipping_lines") ? "method_title" : "name", name)
      .put("product_id", list.equals("line_items") ? 100 + name.length() : 0)
      .put("sku", list.equals("line_items") ? name.toUpperCase() : "")
      .put("quantity", quantity)
      .put("tax_class", taxed ? "" : "zero-rate")
      .put("total", total)
      .put("total_tax", tax);
    ArrayNode taxes = line.putArray("taxes");
    if (taxed) {
      taxes.addObject().put("id", 1).put("total", tax);
    }
    return line;
  }

  static void taxed(ObjectNode order, String total, String shipping) {
    order
      .putArray("tax_lines")
      .addObject()
      .put("rate_id", 1)
      .put("rate_code", "AU-GST-1")
      .put("label", "GST")
      .put("rate_percent", 10)
      .put("tax_total", total)
      .put("shipping_tax_total", shipping);
  }

  /** A refund that the gateway sent, of 1 July in Sydney. */
  static ObjectNode refund(long id, String amount) {
    ObjectNode refund = Sample.JSON.createObjectNode();
    return refund
      .put("id", id)
      .put("date_created_gmt", "2026-06-30T%02d:30:00".formatted(23))
      .put("amount", amount)
      .put("refunded_payment", true);
  }

  /** Gives back of a line of the order; amounts positive. */
  static ObjectNode gives(
    ObjectNode refund,
    String list,
    long line,
    String name,
    int quantity,
    String total,
    String tax
  ) {
    ObjectNode given = line(refund, list, 900 + line, name, -quantity, "-" + total, "-" + tax);
    given.putArray("meta_data").addObject().put("key", "_refunded_item_id").put("value", Long.toString(line));
    return refund;
  }

  static ShopOrder shopOrder(JsonNode order, JsonNode... refunds) {
    return new ShopOrder(Order.of(order), Arrays.stream(refunds).map(Refund::of).toList(), Map.of());
  }

  static OrderPlan plan(BookingContext context, JsonNode order, JsonNode... refunds) {
    return plan(context, Posted.nothing(), order, refunds);
  }

  static OrderPlan plan(BookingContext context, Posted posted, JsonNode order, JsonNode... refunds) {
    Translation translation = OrderTranslator.translate(context, shopOrder(order, refunds), posted);
    assertThat(translation).isInstanceOf(Translation.Planned.class);
    return ((Translation.Planned) translation).plan();
  }

  static BookedOrder booked(BookingContext context, JsonNode order) {
    return plan(context, order).booked();
  }

  /** A note's lines as {@code account taxType amount tax}, the amount as its LineAmountTypes says. */
  static List<String> lines(Credit credit) {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : credit.note().body().path("LineItems")) {
      BigDecimal amount = line
        .path("Quantity")
        .decimalValue()
        .multiply(line.path("UnitAmount").decimalValue())
        .setScale(2, RoundingMode.HALF_UP);
      lines.add(
        String.join(
          " ",
          line.path("AccountCode").asText(),
          line.path("TaxType").asText(),
          amount.toPlainString(),
          line.path("TaxAmount").decimalValue().toPlainString()
        )
      );
    }
    return lines;
  }

  static BigDecimal total(Credit credit) {
    return InvoiceTotals.total(credit.note().body());
  }
}
