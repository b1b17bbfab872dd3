package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and tracking by SKU, category, way of shipping, fee and note, then by default. */
class MappingRuleTest {

  private static final String TAXES = """
    taxes:
      - { rates: [{ country: AU, label: GST, percent: 10 }], tax-type: OUTPUT }
    """;

  private static final WooCommerceXeroSettings SETTINGS = Sample.only(
    TAXES +
      """
      mapping:
        - { skus: [pot-*], account: "205" }
        - { categories: [classes], account: "260", tracking: { Region: West } }
        - { shipping-methods: [local_pickup], account: "260" }
        - { fees: ["Tip*", "*surcharge"], account: "850", tax-type: BASEXCLUDED }
        - { meta: { channel: whole* }, tracking: { Channel: Store } }
        - { skus: [POT-9], account: "220", tracking: { Region: East } }
        - { tracking: { Channel: Online } }
      untaxed:
        - { skus: [CARD-*], tax-type: BASEXCLUDED, account: "835" }
      """
  );

  private static InvoiceLine line(OrderJson order) {
    return Sample.booked(SETTINGS, order).lines().getLast();
  }

  private static OrderJson order() {
    return OrderJson.to("AU").gst();
  }

  @Test
  void the_first_rule_that_says_something_decides_it() {
    InvoiceLine pot = line(order().item("POT-9", "10.00", "1=1.00"));

    assertThat(pot.account()).isEqualTo("205");
    assertThat(pot.tracking()).isEqualTo(Map.of("Region", "East", "Channel", "Online"));
  }

  @Test
  void lines_that_no_rule_names_go_to_the_usual_accounts() {
    BookedOrder booked = Sample.booked(
      SETTINGS,
      order()
        .item("BOWL", "10.00", "1=1.00")
        .shipping("flat_rate", "5.00", "1=0.50")
        .fee("Wrap", "2.00", "1=0.20")
    );

    assertThat(booked.lines()).extracting(InvoiceLine::account).containsExactly("200", "210", "220");
  }

  @Test
  void a_category_a_way_of_shipping_and_a_note_decide() {
    assertThat(line(order().product("C1", "classes", "taxable", "10.00", "1=1.00")).account()).isEqualTo(
      "260"
    );
    assertThat(line(order().shipping("local_pickup", "10.00", "1=1.00")).account()).isEqualTo("260");
    assertThat(
      line(order().item("BOWL", "10.00", "1=1.00").meta("channel", "wholesale")).tracking()
    ).isEqualTo(Map.of("Channel", "Store"));
  }

  @Test
  void tips_and_surcharges_go_by_the_name_of_the_fee_negative_ones_included() {
    InvoiceLine tip = line(order().item("BOWL", "10.00", "1=1.00").freeFee("Tip for the packer", "3.00"));
    InvoiceLine back = line(order().item("BOWL", "10.00", "1=1.00").freeFee("Card surcharge", "-0.50"));

    assertThat(tip.account() + tip.taxType() + tip.net()).isEqualTo("850BASEXCLUDED3.00");
    assertThat(back.account() + back.taxType() + back.net()).isEqualTo("850BASEXCLUDED-0.50");
  }

  @Test
  void a_tip_that_the_shop_taxed_is_not_booked_without_its_tax() {
    assertThat(
      Sample.held(SETTINGS, order().item("BOWL", "10.00", "1=1.00").fee("Tip", "3.00", "1=0.30"))
    ).isEqualTo("The shop's tax is 10 %, Xero's BASEXCLUDED is 0 %; map it to a rate of the same percent");
  }

  @Test
  void a_gift_card_goes_to_its_liability_whatever_the_mapping_says() {
    WooCommerceXeroSettings all = Sample.only(
      TAXES +
        """
        mapping: [{ account: "205" }]
        untaxed: [{ skus: [CARD-*], tax-type: BASEXCLUDED, account: "835" }]
        """
    );

    assertThat(Sample.booked(all, order().item("CARD-50", "50.00")).lines().getFirst().account()).isEqualTo(
      "835"
    );
  }

  @Test
  void tracking_stands_on_the_line_by_name() {
    BookedOrder booked = Sample.booked(SETTINGS, order().item("POT-9", "10.00", "1=1.00"));
    JsonNode tracking = booked.invoice().body().path("LineItems").get(0).path("Tracking");

    assertThat(tracking.toString()).isEqualTo(
      "[{\"Name\":\"Channel\",\"Option\":\"Online\"},{\"Name\":\"Region\",\"Option\":\"East\"}]"
    );
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "account: '999'                     | Xero has no account 999",
      "account: '299'                     | Account 299 is archived in Xero",
      "account: '090'                     | Account 090 is a bank account",
      "tracking: { Channel: Market }      | tracking category Channel has no option Market",
      "tracking: { Colour: Red }          | Xero has no tracking category Colour",
    }
  )
  void what_the_books_do_not_have_is_held_in_words(String rule, String words) {
    WooCommerceXeroSettings wrong = Sample.only(TAXES + "mapping: [{ " + rule + " }]\n");

    assertThat(Sample.held(wrong, order().item("BOWL", "10.00", "1=1.00"))).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "mapping: [{ tracking: { A: a, B: b } }, { tracking: { C: c } }] | Xero takes no more on a line",
      "mapping: [{ skus: [A] }]                                        | say where the lines are booked",
      "mapping: [{ skus: [A], fees: [B], account: '200' }]             | write one rule for products",
      "untaxed: [{ countries: [Japan], tax-type: NONE }]               | write codes, as [AU, NZ]",
      "untaxed: [{ tax-status: free, tax-type: NONE }]                 | use taxable, shipping or none",
      "untaxed: [{ destination: abroad, tax-type: NONE }]              | use one of domestic, eu, other",
      "taxes: [{ rates: [{ country: AU }], tax-type: OUTPUT }]         | add the rate's percent",
      "taxes: [{ rates: [{ country: '*', percent: 10 }], tax-type: OUTPUT }] | write the country's code",
      "taxes: [{ tax-type: OUTPUT }]                                   | add the set of rates",
      "redemptions: [{ account: '835' }]                               | name one of part, meta, fee",
      "redemptions: [{ fee: a, meta: b, account: '835' }]              | name one of part, meta, fee",
      "redemptions: [{ fee: a, amount: b, account: '835' }]            | remove it",
      "cash-rounding: { step: 5 }                                      | write the smallest coin",
      "currency-rate: daily                                            | write order-meta:<key>",
      "terms: { cod: soon }                                            | write a whole number from 0 to 365",
      "rounding-ceiling: 2                                             | write an amount from 0 to 1.00",
    }
  )
  void a_file_that_cannot_work_is_refused_with_a_remedy(String keys, String remedy) {
    assertThatThrownBy(() -> Sample.only(keys + "\n")).hasMessageContaining(remedy);
  }

  @Test
  void what_a_status_says_is_known_for_each() {
    OrderSettings orders = Sample.only("statuses: [processing, packed]\nother-statuses: [quote]\n").orders();

    assertThat(orders.standing("packed")).isEqualTo(OrderSettings.Standing.WANTED);
    assertThat(orders.standing("completed")).isEqualTo(OrderSettings.Standing.LEFT_ALONE);
    assertThat(orders.standing("quote")).isEqualTo(OrderSettings.Standing.LEFT_ALONE);
    assertThat(orders.standing("trash")).isEqualTo(OrderSettings.Standing.LEFT_ALONE);
    assertThat(orders.standing("partially-paid")).isEqualTo(OrderSettings.Standing.UNKNOWN);
  }
}
