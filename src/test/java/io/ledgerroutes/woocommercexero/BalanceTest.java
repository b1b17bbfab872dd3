package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Rule W3: rounding has a ceiling, and what is more is a question for a person. */
class BalanceTest {

  private static final String MAPPED = """
    taxes:
      - { rates: [{ country: AU, label: GST, percent: 10 }], tax-type: OUTPUT }
    untaxed:
      - { countries: [AU], tax-type: EXEMPTOUTPUT }
    """;

  private static final WooCommerceXeroSettings SETTINGS = Sample.only(MAPPED);

  private static OrderJson goods() {
    return OrderJson.to("AU").gst().item("BOWL", "109.09", "1=10.91");
  }

  private static JsonNode lastLine(BookedOrder booked) {
    JsonNode lines = booked.invoice().body().path("LineItems");
    return lines.get(lines.size() - 1);
  }

  @Test
  void a_gift_card_of_50_on_goods_of_120_is_no_rounding_of_50() {
    OrderJson order = goods()
      .total("70.00", "10.91")
      .meta("_order_source", "direct")
      .meta("_gift_card_used", "50");

    assertThat(Sample.held(SETTINGS, order)).isEqualTo(
      "The order does not add up: its lines come to 120.00 with 10.91 tax, the order says 70.00 with 10.91 tax; " +
        "not understood: _gift_card_used, _order_source"
    );
  }

  @Test
  void a_cent_goes_to_xero_s_own_rounding_account() {
    BookedOrder booked = Sample.booked(SETTINGS, goods().total("120.01", "10.91"));

    assertThat(booked.balance().rounding()).isEqualTo("0.01");
    assertThat(lastLine(booked).path("AccountCode").asText()).isEqualTo("861");
    assertThat(lastLine(booked).path("TaxType").asText()).isEqualTo("BASEXCLUDED");
  }

  @Test
  void an_account_that_the_file_names_goes_before_xero_s_own() {
    WooCommerceXeroSettings named = Sample.settings();

    BookedOrder booked = ((Booking.Booked) InvoiceTranslator.translate(
        new BookingContext("clay-shop", named, Sample.ledger()),
        goods().total("120.01", "10.91").order()
      )).order();

    assertThat(lastLine(booked).path("AccountCode").asText()).isEqualTo("860");
  }

  @Test
  void books_without_a_rounding_account_hold_the_order() {
    Booking booking = InvoiceTranslator.translate(
      new BookingContext("clay-shop", SETTINGS, Sample.ledger()),
      goods().total("120.01", "10.91").order()
    );

    assertThat(booking).isEqualTo(
      new Booking.HeldBack("Xero has no account for roundings; name one as woocommerce.accounts.rounding")
    );
  }

  @Test
  void one_line_may_be_two_cents_off_and_no_more() {
    assertThat(Sample.booked(SETTINGS, goods().total("120.02", "10.91")).balance().rounding()).isEqualTo(
      "0.02"
    );
    assertThat(Sample.held(SETTINGS, goods().total("120.03", "10.91"))).contains("does not add up");
  }

  @Test
  void many_lines_may_be_five_cents_off_and_no_more_unless_the_setting_says_so() {
    WooCommerceXeroSettings generous = Sample.only(MAPPED + "rounding-ceiling: 0.08\n");

    assertThat(Sample.booked(SETTINGS, tenLines("110.05")).balance().rounding()).isEqualTo("0.05");
    assertThat(Sample.held(SETTINGS, tenLines("110.06"))).contains("does not add up");
    assertThat(Sample.booked(generous, tenLines("110.06")).balance().rounding()).isEqualTo("0.06");
  }

  private static OrderJson tenLines(String total) {
    OrderJson order = OrderJson.to("AU").gst();
    for (int line = 0; line < 10; line++) {
      order.item("BOWL", "10.00", "1=1.00");
    }
    return order.total(total, "10.00");
  }

  @Test
  void a_total_rounded_to_coins_is_booked_where_the_file_says_so() {
    WooCommerceXeroSettings coins = Sample.only(MAPPED + "cash-rounding: { step: 1.00, methods: [cash] }\n");
    OrderJson cash = goods()
      .total("119.60", "10.91")
      .with(json -> json.put("payment_method", "cash"));

    assertThat(Sample.held(coins, cash)).contains("does not add up");
    assertThat(
      Sample.booked(
        coins,
        goods()
          .item("PIN", "0.40")
          .total("120.00", "10.91")
          .with(json -> json.put("payment_method", "cash"))
      )
        .balance()
        .rounding()
    ).isEqualTo("-0.40");
    assertThat(Sample.held(coins, goods().item("PIN", "0.40").total("120.00", "10.91"))).contains(
      "does not add up"
    );
  }

  @Test
  void tax_that_the_shop_rounded_in_all_is_put_on_the_largest_line() {
    OrderJson order = OrderJson.to("AU")
      .gst()
      .item("SMALL", "3.33", "1=0.33")
      .item("LARGE", "6.67", "1=0.67")
      .with(json -> json.withArray("tax_lines").forEach(rate -> ((ObjectNode) rate).put("tax_total", "1.01")))
      .total("11.01", "1.01");

    assertThat(Sample.booked(SETTINGS, order).lines())
      .extracting(line -> line.tax().toPlainString())
      .containsExactly("0.33", "0.68");
  }

  @Test
  void tax_is_never_put_on_lines_of_a_rate_of_nothing() {
    WooCommerceXeroSettings free = Sample.only(
      "taxes: [{ rates: [{ country: AU, label: Free, percent: 0 }], tax-type: EXEMPTOUTPUT }]\n"
    );
    OrderJson order = OrderJson.to("AU").rate(1, "AU-FREE-1", "Free", "0").item("TEA", "10.00", "1=0.00");

    assertThat(Sample.held(free, order.total("10.01", "0.01"))).contains("does not add up");
  }

  @Test
  void amounts_are_shown_as_the_file_says() {
    WooCommerceXeroSettings inclusive = Sample.only(MAPPED + "amounts: inclusive\n");
    BookedOrder booked = Sample.booked(inclusive, goods());

    assertThat(booked.invoice().body().path("LineAmountTypes").asText()).isEqualTo("Inclusive");
    assertThat(lastLine(booked).path("UnitAmount").decimalValue()).isEqualByComparingTo("120.00");
    assertThat(
      Sample.booked(
        Sample.only(MAPPED + "amounts: exclusive\n"),
        goods().with(json -> json.put("prices_include_tax", true))
      )
        .invoice()
        .body()
        .path("LineAmountTypes")
        .asText()
    ).isEqualTo("Exclusive");
  }

  @Test
  void thousandths_are_money_in_dinars_and_none_in_dollars() {
    OrderJson dollars = OrderJson.to("AU").item("BOWL", "10.1234").total("10.1234", "0");
    OrderJson dinars = OrderJson.to("AU")
      .item("BOWL", "1.234")
      .total("1.234", "0")
      .with(json -> json.put("currency", "KWD"));

    assertThat(Sample.booked(SETTINGS, dollars).lines().getFirst().net()).isEqualTo("10.12");
    assertThat(Sample.held(SETTINGS, dinars)).isEqualTo(
      "The order's total of 1.234 KWD has more than two decimals, which Xero does not take; book it by hand"
    );
  }
}
