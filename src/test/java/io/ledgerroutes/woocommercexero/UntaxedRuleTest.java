package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rule W1: untaxed lines carry no rate, so rules say what each is. */
class UntaxedRuleTest {

  private static final WooCommerceXeroSettings SETTINGS = Sample.only(
    """
    taxes:
      - { rates: [{ country: AU, label: GST, percent: 10 }], tax-type: OUTPUT }
    untaxed:
      - { skus: [CARD-*], tax-type: BASEXCLUDED, account: "835" }
      - { categories: [vouchers], tax-type: BASEXCLUDED, account: "850" }
      - { vat-exempt: true, destination: domestic, tax-type: EXEMPTOUTPUT, account: "260" }
      - { destination: domestic, tax-classes: [zero-*], tax-type: EXEMPTOUTPUT }
      - { destination: domestic, tax-status: none, tax-type: EXEMPTOUTPUT, account: "205" }
      - { countries: [NZ], tax-type: EXEMPTEXPORT }
      - { destination: eu, tax-type: EXEMPTEXPORT, account: "205" }
    """
  );

  private static InvoiceLine line(OrderJson order) {
    return Sample.booked(SETTINGS, order).lines().getLast();
  }

  @Test
  void an_export_and_a_gift_card_of_fifty_are_booked_apart_though_both_carry_no_rate() {
    BookedOrder booked = Sample.booked(
      SETTINGS,
      OrderJson.to("NZ").item("BOWL", "120.00").item("CARD-50", "50.00")
    );

    assertThat(booked.lines())
      .extracting(InvoiceLine::taxType)
      .containsExactly("EXEMPTEXPORT", "BASEXCLUDED");
    assertThat(booked.lines()).extracting(InvoiceLine::account).containsExactly("200", "835");
  }

  @Test
  void without_a_rule_the_order_is_held_with_all_that_a_rule_could_ask() {
    assertThat(
      Sample.held(SETTINGS, OrderJson.to("JP").product("BOWL", "bowls", "taxable", "120.00"))
    ).isEqualTo(
      "No tax type is mapped for an untaxed product (BOWL) to JP, tax class standard, tax status taxable; " +
        "add a rule under woocommerce.untaxed"
    );
    assertThat(
      Sample.held(SETTINGS, OrderJson.to("").freeFee("Tip", "3.00").meta("is_vat_exempt", "yes"))
    ).contains("an untaxed fee", "an unknown country", "tax status none", "customer exempt");
  }

  @Test
  void destinations_are_seen_from_the_organisation() {
    assertThat(line(OrderJson.to("DE").item("BOWL", "10.00")).account()).isEqualTo("205");
    assertThat(
      line(
        OrderJson.to("AU").item(item -> item.put("sku", "TEA").put("tax_class", "zero-rate"), "10.00")
      ).taxType()
    ).isEqualTo("EXEMPTOUTPUT");
  }

  @Test
  void the_shipping_address_says_where_the_goods_go() {
    OrderJson order = OrderJson.to("AU").with(json -> json.putObject("shipping").put("country", "NZ"));

    assertThat(line(order.item("BOWL", "10.00")).taxType()).isEqualTo("EXEMPTEXPORT");
  }

  @Test
  void a_tax_status_is_the_product_s_or_the_fee_s_own() {
    assertThat(line(OrderJson.to("AU").product("STAMP", "post", "none", "1.50")).account()).isEqualTo("205");
    assertThat(line(OrderJson.to("AU").gst().freeFee("Deposit", "1.50")).account()).isEqualTo("205");
    assertThat(Sample.held(SETTINGS, OrderJson.to("AU").item("GONE", "1.50"))).contains("(GONE) to AU");
  }

  @Test
  void a_category_needs_a_product_that_the_shop_still_has() {
    assertThat(line(OrderJson.to("AU").product("V1", "vouchers", "none", "20.00")).account()).isEqualTo(
      "850"
    );
  }

  @Test
  void an_exempt_customer_is_known_by_the_order_s_note() {
    assertThat(
      line(OrderJson.to("AU").item("BOWL", "20.00").meta("is_vat_exempt", "yes")).account()
    ).isEqualTo("260");
  }

  @Test
  void a_line_that_costs_nothing_needs_no_rule() {
    BookedOrder booked = Sample.booked(
      SETTINGS,
      OrderJson.to("AU").gst().item("BOWL", "10.00", "1=1.00").shipping("free_shipping", "0.00")
    );

    assertThat(booked.lines().getLast().taxType()).isEqualTo("BASEXCLUDED");
  }

  @Test
  void a_taxed_type_for_an_untaxed_line_is_held() {
    WooCommerceXeroSettings wrong = Sample.only("untaxed: [{ countries: [NZ], tax-type: OUTPUT }]\n");

    assertThat(Sample.held(wrong, OrderJson.to("NZ").item("BOWL", "10.00"))).isEqualTo(
      "The shop's tax is 0 %, Xero's OUTPUT is 10 %; map it to a rate of the same percent"
    );
  }
}
