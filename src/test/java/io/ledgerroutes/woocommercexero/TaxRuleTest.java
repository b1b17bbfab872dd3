package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Rules W2 and A8: the set of rates on a line names a tax type of the same percent, never another country's. */
class TaxRuleTest {

  private static final WooCommerceXeroSettings SETTINGS = Sample.only(
    """
    taxes:
      - { rates: [{ country: AU, label: G*, percent: 10 }], tax-type: OUTPUT }
      - { rates: [{ country: AU, label: Wine, percent: 29, id: 3 }], tax-type: OUTPUT }
      - { rates: [{ country: AU, label: Old, percent: 10 }], tax-type: TAX009 }
      - { rates: [{ country: AU, label: None, percent: 10 }], tax-type: TAX010 }
      - { rates: [{ country: AU, label: Buy, percent: 10 }], tax-type: INPUT }
      - { rates: [{ country: AU, label: Reduced, class: reduced-rate, percent: 10 }], tax-type: OUTPUT }
      - { rates: [{ country: AU, label: Free, percent: 0 }], tax-type: EXEMPTOUTPUT }
      - { rates: [{ country: CA, state: QC, percent: 5 }, { country: CA, state: QC, percent: 9.5 }], tax-type: TAX002 }
      - { rates: [{ country: NZ, percent: 10 }], tax-type: OUTPUT }
      - { rates: [{ percent: 10 }], tax-type: OUTPUT }
      - { each: { country: GB }, tax-type: MOSSSALES }
      - { each: { country: US }, tax-as-line: "836" }
      - { each: { country: DE }, tax-as-line: "999" }
    untaxed:
      - { destination: other, tax-type: EXEMPTEXPORT }
    """
  );

  private static OrderJson taxed(String country, String code, String label, String percent, String tax) {
    return OrderJson.to(country).rate(1, code, label, percent).item("BOWL", "100.00", "1=" + tax);
  }

  private static InvoiceLine line(OrderJson order) {
    return Sample.booked(SETTINGS, order).lines().getFirst();
  }

  @Test
  void a_rate_is_known_by_country_and_a_pattern_of_its_label() {
    assertThat(line(taxed("AU", "AU-GST-1", "GST", "10", "10.00")).taxType()).isEqualTo("OUTPUT");
    assertThat(Sample.held(SETTINGS, taxed("AU", "AU-VAT-1", "VAT", "10", "10.00"))).isEqualTo(
      "No tax type is mapped for AU VAT 10 %; add it under woocommerce.taxes"
    );
  }

  @Test
  void the_british_tax_of_4_37_in_an_australian_shop_is_no_australian_tax() {
    OrderJson order = OrderJson.to("GB")
      .rate(7, "GB-VAT-1", "VAT", "20")
      .rate(8, "GB-VAT REDUCED-1", "VAT reduced", "5")
      .item("BOWL", "10.00", "7=2.00")
      .item("BOOK", "7.50", "8=0.38")
      .shipping("flat_rate", "9.95", "7=1.99");

    BookedOrder booked = Sample.booked(SETTINGS, order);

    assertThat(booked.lines()).extracting(InvoiceLine::taxType).containsOnly("MOSSSALES");
    assertThat(booked.lines().stream().map(InvoiceLine::tax).reduce(BigDecimal::add)).hasValue(
      new BigDecimal("4.37")
    );
  }

  @Test
  void a_rate_of_another_country_never_maps_to_a_domestic_type() {
    assertThat(Sample.held(SETTINGS, taxed("NZ", "NZ-GST-1", "GST", "10", "10.00"))).isEqualTo(
      "NZ GST 10 % is no tax of AU and cannot be OUTPUT; " +
        "map it under woocommerce.taxes to tax-as-line, MOSSSALES or a tax rate of its own"
    );
  }

  @Test
  void a_rate_for_all_countries_is_one_of_where_the_goods_go() {
    assertThat(line(taxed("AU", "TAX-1", "Tax", "10", "10.00")).taxType()).isEqualTo("OUTPUT");
    assertThat(Sample.held(SETTINGS, taxed("NZ", "TAX-1", "Tax", "10", "10.00"))).contains("is no tax of AU");
  }

  @Test
  void state_and_county_become_one_line_each_to_the_liability_and_the_goods_are_untaxed() {
    OrderJson order = OrderJson.to("US")
      .rate(3, "US-CA-CA STATE-1", "CA State", "7.25")
      .rate(4, "US-CA-CA COUNTY-2", "CA County", "1.25")
      .item("A", "20.00", "3=1.45", "4=0.25")
      .item("B", "19.99", "3=1.45", "4=0.25")
      .shipping("flat_rate", "9.95");

    BookedOrder booked = Sample.booked(SETTINGS, order);

    assertThat(booked.lines())
      .extracting(InvoiceLine::taxType)
      .containsExactly("NONE", "NONE", "EXEMPTEXPORT");
    assertThat(booked.lines())
      .extracting(InvoiceLine::tax)
      .allSatisfy(tax -> assertThat(tax).isZero());
    assertThat(booked.balance().taxLines())
      .extracting(
        line -> line.rate().label() + " " + line.account() + " " + line.taxType() + " " + line.amount()
      )
      .containsExactly("CA State 836 BASEXCLUDED 2.90", "CA County 836 BASEXCLUDED 0.50");
  }

  @Test
  void compound_rates_are_compared_by_what_they_come_to_together() {
    OrderJson order = OrderJson.to("CA")
      .rate(9, "CA-QC-GST-1", "GST", "5")
      .rate(10, "CA-QC-QST-2", "QST", "9.5", true)
      .item("BOWL", "100.00", "9=5.00", "10=9.98");

    assertThat(line(order).taxType()).isEqualTo("TAX002");
    assertThat(line(order).tax()).isEqualTo("14.98");
  }

  @Test
  void the_same_rates_one_on_the_other_do_not_come_to_the_type_s_percent_and_are_held() {
    OrderJson order = OrderJson.to("CA")
      .rate(9, "CA-QC-GST-1", "GST", "5")
      .rate(10, "CA-QC-QST-2", "QST", "9.5")
      .item("BOWL", "100.00", "9=5.00", "10=9.50");

    assertThat(Sample.held(SETTINGS, order)).isEqualTo(
      "The shop's tax is 14.5 %, Xero's TAX002 is 14.975 %; map it to a rate of the same percent"
    );
  }

  @Test
  void a_set_must_fit_as_a_whole() {
    OrderJson order = OrderJson.to("CA").rate(9, "CA-QC-GST-1", "GST", "5").item("BOWL", "100.00", "9=5.00");

    assertThat(Sample.held(SETTINGS, order)).contains("No tax type is mapped for CA QC GST 5 %");
  }

  @Test
  void a_percent_that_xero_does_not_have_is_held() {
    OrderJson order = OrderJson.to("AU").rate(3, "AU-WINE-1", "Wine", "29").item("WINE", "100.00", "3=29.00");

    assertThat(Sample.held(SETTINGS, order)).contains("The shop's tax is 29 %, Xero's OUTPUT is 10 %");
  }

  @Test
  void a_rule_may_name_the_class_of_the_line() {
    OrderJson order = OrderJson.to("AU").rate(1, "AU-REDUCED-1", "Reduced", "10");

    assertThat(
      line(
        order.item(item -> item.put("sku", "X").put("tax_class", "reduced-rate"), "10.00", "1=1.00")
      ).taxType()
    ).isEqualTo("OUTPUT");
    assertThat(Sample.held(SETTINGS, taxed("AU", "AU-REDUCED-1", "Reduced", "10", "10.00"))).contains(
      "No tax type is mapped for AU Reduced 10 %"
    );
  }

  @Test
  void a_rate_of_nothing_is_a_rate_all_the_same() {
    assertThat(line(taxed("AU", "AU-FREE-1", "Free", "0", "0.00")).taxType()).isEqualTo("EXEMPTOUTPUT");
  }

  @Test
  void what_the_books_do_not_have_is_said_in_words() {
    assertThat(Sample.held(SETTINGS, taxed("AU", "AU-OLD-1", "Old", "10", "10.00"))).isEqualTo(
      "Tax rate TAX009 is archived in Xero; name another in the connection's file"
    );
    assertThat(Sample.held(SETTINGS, taxed("AU", "AU-NONE-1", "None", "10", "10.00"))).isEqualTo(
      "Xero has no tax rate TAX010; correct it in the connection's file"
    );
    assertThat(Sample.held(SETTINGS, taxed("AU", "AU-BUY-1", "Buy", "10", "10.00"))).isEqualTo(
      "Tax rate INPUT cannot be used with account 200; map another account or rate"
    );
    assertThat(Sample.held(SETTINGS, taxed("DE", "DE-MWST-1", "MwSt", "19", "19.00"))).isEqualTo(
      "Xero has no account 999; correct it in the connection's file"
    );
  }

  @Test
  void a_line_that_names_an_unknown_rate_or_none_is_held() {
    assertThat(Sample.held(SETTINGS, OrderJson.to("AU").item("X", "10.00", "5=1.00"))).contains(
      "taxed by rate 5, which the order does not describe"
    );
    assertThat(
      Sample.held(SETTINGS, OrderJson.to("AU").item(item -> item.put("total_tax", "1.00"), "10.00"))
    ).contains("has tax but names no rate");
  }
}
