package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules A3, A5, W5 and W10: an invoice's days, look, items and currency. */
class InvoiceHeadingTest {

  private static final String TAXES = """
    taxes:
      - { rates: [{ country: AU, label: GST, percent: 10 }], tax-type: OUTPUT }
    """;

  private static OrderJson order() {
    return OrderJson.to("AU").gst().item("BOWL", "10.00", "1=1.00");
  }

  private static WooCommerceXeroSettings settings(String more) {
    return Sample.only(TAXES + more);
  }

  private static ObjectNode invoice(String more, OrderJson order) {
    return Sample.booked(settings(more), order).invoice().body();
  }

  private static OrderJson unpaid(String method) {
    return order().with(json -> json.putNull("date_paid_gmt").put("payment_method", method));
  }

  @Test
  void the_30th_of_june_in_the_shop_may_be_the_1st_of_july_in_the_books() {
    OrderJson order = order().with(json -> json.put("date_created_gmt", "2026-06-30T22:30:00"));

    assertThat(invoice("", order).path("Date").asText()).isEqualTo("2026-07-01");
  }

  @ParameterizedTest
  @CsvSource({ "order,     2026-05-11", "paid,      2026-05-13", "completed, 2026-05-16" })
  void an_invoice_is_dated_as_the_file_says(String date, String day) {
    OrderJson order = order().with(json ->
      json.put("date_paid_gmt", "2026-05-12T20:00:00").put("date_completed_gmt", "2026-05-15T20:00:00")
    );

    ObjectNode invoice = invoice("invoice-date: " + date + "\n", order);

    assertThat(invoice.path("Date").asText()).isEqualTo(day);
    assertThat(invoice.path("DueDate").asText()).isEqualTo(day);
  }

  @Test
  void an_order_whose_day_has_not_come_waits() {
    assertThat(Sample.held(settings("invoice-date: paid\n"), unpaid("cod"))).contains("not paid yet");
    assertThat(Sample.held(settings("invoice-date: completed\n"), order())).contains("not completed yet");
    assertThat(Sample.held(settings(""), order().with(json -> json.remove("date_created_gmt")))).contains(
      "no date"
    );
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "                                    | cod    | 2026-05-25",
      "terms: 0                            | cod    | 2026-05-11",
      "terms: 30                           | cod    | 2026-06-10",
      "terms: { cod: 14, default: 7 }      | cod    | 2026-05-25",
      "terms: { cod: 14, default: 7 }      | cheque | 2026-05-18",
      "terms: { bacs: 3 }                  | cod    | 2026-05-25",
    }
  )
  void an_unpaid_order_is_due_by_the_terms_of_its_method(String terms, String method, String due) {
    String more = terms == null ? "" : terms + "\n";

    assertThat(invoice(more, unpaid(method)).path("DueDate").asText()).isEqualTo(due);
  }

  @Test
  void nothing_is_mailed_and_a_due_date_is_always_sent() {
    ObjectNode invoice = invoice("", order());

    assertThat(invoice.path("SentToContact").isBoolean()).isTrue();
    assertThat(invoice.path("SentToContact").asBoolean()).isFalse();
    assertThat(invoice.path("DueDate").asText()).isEqualTo("2026-05-11");
  }

  @Test
  void a_branding_theme_is_sent_by_its_id() {
    assertThat(invoice("", order()).has("BrandingThemeID")).isFalse();
    assertThat(invoice("branding-theme: Kiln\n", order()).path("BrandingThemeID").asText()).isEqualTo(
      "theme-1"
    );
    assertThat(Sample.held(settings("branding-theme: Gone\n"), order())).isEqualTo(
      "Xero has no branding theme Gone; correct woocommerce.branding-theme"
    );
  }

  @Test
  void the_number_follows_the_pattern() {
    assertThat(
      invoice("invoice-number: SHOP/{id}\n", order().with(json -> json.put("number", "A-77")))
        .path("InvoiceNumber")
        .asText()
    ).isEqualTo("SHOP/4001");
  }

  @Test
  void an_address_with_xero_in_it_is_left_out() {
    BookedOrder booked = Sample.booked(Sample.settings("https://xerophyte.example", ""), order());

    assertThat(booked.invoice().body().has("Url")).isFalse();
    assertThat(invoice("", order()).path("Url").asText()).endsWith("&id=4001");
  }

  @Test
  void a_currency_that_the_books_do_not_have_is_held() {
    assertThat(Sample.held(settings(""), order().with(json -> json.put("currency", "EUR")))).isEqualTo(
      "Xero's organisation is not subscribed to currency EUR; add it in Xero under Settings, Currencies"
    );
  }

  @Test
  void xero_s_day_rate_counts_unless_the_file_names_a_source() {
    OrderJson dollars = order()
      .with(json -> json.put("currency", "USD"))
      .meta("_rate", "0.6549876543")
      .meta("_base_rate", "1.527");

    assertThat(invoice("", dollars).has("CurrencyRate")).isFalse();
    assertThat(rate("order-meta:_rate", dollars)).isEqualTo("0.654988");
    assertThat(rate("order-meta-inverse:_base_rate", dollars)).isEqualTo("0.654879");
    assertThat(Sample.held(settings("currency-rate: order-meta:_none\n"), dollars)).contains("_none");
    assertThat(invoice("currency-rate: order-meta:_rate\n", order()).has("CurrencyRate")).isFalse();
  }

  private static String rate(String source, OrderJson order) {
    return invoice("currency-rate: " + source + "\n", order)
      .path("CurrencyRate")
      .decimalValue()
      .toPlainString();
  }

  @Test
  void items_are_named_where_the_file_says_so_with_the_quantity_that_was_sold() {
    OrderJson thirds = OrderJson.to("AU")
      .gst()
      .item(item -> item.put("sku", "THIRD").put("name", "Third").put("quantity", 3), "10.00", "1=1.00")
      .shipping("flat_rate", "5.00", "1=0.50");

    JsonNode plain = invoice("", thirds).path("LineItems").get(0);
    JsonNode named = invoice("items: tracked\n", thirds).path("LineItems").get(0);

    assertThat(plain.has("ItemCode")).isFalse();
    assertThat(plain.path("Description").asText()).isEqualTo("3 × Third");
    assertThat(named.path("ItemCode").asText()).isEqualTo("THIRD");
    assertThat(named.path("Quantity").asInt()).isEqualTo(3);
    assertThat(named.path("UnitAmount").decimalValue()).isEqualByComparingTo("3.3333");
    assertThat(invoice("items: tracked\n", thirds).path("LineItems").get(1).has("ItemCode")).isFalse();
  }

  @Test
  void stock_that_cannot_be_counted_to_the_cent_is_held() {
    OrderJson many = OrderJson.to("AU")
      .gst()
      .item(item -> item.put("sku", "NAIL").put("quantity", 700), "10.00", "1=1.00");

    assertThat(Sample.held(settings("items: tracked\n"), many)).contains("NAIL", "700");
    assertThat(
      invoice("items: untracked\n", many).path("LineItems").get(0).path("Quantity").asInt()
    ).isEqualTo(1);
  }
}
