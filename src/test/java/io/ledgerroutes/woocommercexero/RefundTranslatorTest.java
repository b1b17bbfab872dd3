package io.ledgerroutes.woocommercexero;

import static io.ledgerroutes.woocommercexero.SampleMoney.CONNECTION;
import static io.ledgerroutes.woocommercexero.SampleMoney.context;
import static io.ledgerroutes.woocommercexero.SampleMoney.gives;
import static io.ledgerroutes.woocommercexero.SampleMoney.line;
import static io.ledgerroutes.woocommercexero.SampleMoney.lines;
import static io.ledgerroutes.woocommercexero.SampleMoney.order;
import static io.ledgerroutes.woocommercexero.SampleMoney.orderToCalifornia;
import static io.ledgerroutes.woocommercexero.SampleMoney.plan;
import static io.ledgerroutes.woocommercexero.SampleMoney.rates;
import static io.ledgerroutes.woocommercexero.SampleMoney.refund;
import static io.ledgerroutes.woocommercexero.SampleMoney.taxAsLine;
import static io.ledgerroutes.woocommercexero.SampleMoney.taxed;
import static io.ledgerroutes.woocommercexero.SampleMoney.total;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommercexero.Credit.Use;
import io.ledgerroutes.xero.LedgerAccount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundTranslatorTest {

  @ParameterizedTest
  @ValueSource(
    strings = {
      "refund-by-status-only",
      "refund-full-by-lines",
      "refund-partial-amount-only",
      "refund-partial-lines",
      "refund-of-discounted-inclusive-lines",
    }
  )
  void a_refund_becomes_the_expected_credit_note(String name) throws Exception {
    JsonNode order = Sample.json(name + ".order.json");
    JsonNode refunds = Sample.json(name + ".refunds.json");

    OrderPlan plan = plan(context(), order, refunds.get(0));

    assertThat(
      Sample.JSON.readTree(plan.credits().getFirst().note().body().toString()).toPrettyString()
    ).isEqualTo(Sample.json(name + ".note.json").toPrettyString());
  }

  @Test
  void eleven_on_55_taxed_and_55_free_is_5_50_with_0_50_tax_and_5_50() {
    Credit credit = only(plan(context(), order(), refund(45, "11.00")));

    assertThat(lines(credit)).containsExactly("200 OUTPUT 5.00 0.50", "200 EXEMPTOUTPUT 5.50 0.00");
    assertThat(total(credit)).isEqualTo("11.00");
  }

  @Test
  void the_next_amount_is_spread_over_what_is_left() {
    ObjectNode book = gives(refund(45, "55.00"), "line_items", 8, "Book", 1, "55.00", "0.00");

    OrderPlan plan = plan(context(), order(), book, refund(46, "11.00"));

    assertThat(lines(plan.credits().getLast())).containsExactly("200 OUTPUT 10.00 1.00");
  }

  @Test
  void a_note_is_numbered_dated_and_sourced_by_its_refund() {
    Credit credit = only(plan(context(), order(), refund(45, "11.00")));

    assertThat(credit.note().number()).isEqualTo("WC-1042-R45");
    assertThat(credit.note().source()).isEqualTo(new SourceRef(CONNECTION, "woocommerce-refund", "45"));
    // 30 June 23:30 in UTC is 1 July in Sydney.
    assertThat(credit.note().body().path("Date").asText()).isEqualTo("2026-07-01");
    assertThat(credit.note().body().path("Status").asText()).isEqualTo("AUTHORISED");
    assertThat(credit.note().body().path("CurrencyCode").asText()).isEqualTo("AUD");
  }

  @Test
  void a_credit_takes_the_rate_that_its_invoice_was_posted_with() {
    Credit credit = only(plan(context(), order(), refund(45, "11.00")));

    Credit rated = credit.atRate(new BigDecimal("0.654321"));

    assertThat(rated.note().body().path("CurrencyRate").decimalValue()).isEqualTo("0.654321");
    assertThat(credit.note().body().has("CurrencyRate")).isFalse();
  }

  @Test
  void pieces_of_a_line_keep_their_price() {
    Credit credit = only(
      plan(context(), order(), gives(refund(45, "22.00"), "line_items", 7, "Bowl", 2, "20.00", "2.00"))
    );

    JsonNode line = credit.note().body().path("LineItems").get(0);
    assertThat(line.path("Description").asText()).isEqualTo("Bowl");
    assertThat(line.path("Quantity").decimalValue()).isEqualByComparingTo("2");
    assertThat(line.path("UnitAmount").decimalValue()).isEqualByComparingTo("10");
    assertThat(line.path("TaxAmount").decimalValue()).isEqualByComparingTo("2");
  }

  @Test
  void a_line_is_found_by_its_product_where_the_shop_does_not_name_it() {
    ObjectNode refund = gives(refund(45, "55.00"), "line_items", 8, "Book", 1, "55.00", "0.00");
    ((ObjectNode) refund.path("line_items").get(0)).putArray("meta_data");

    assertThat(lines(only(plan(context(), order(), refund)))).containsExactly("200 EXEMPTOUTPUT 55.00 0.00");
  }

  @Test
  void a_line_is_found_by_its_place_where_its_product_is_gone() {
    ObjectNode refund = gives(refund(45, "11.00"), "line_items", 7, "Bowl", 1, "10.00", "1.00");
    line(refund, "line_items", 0, "", 0, "-0.50", "0.00").put("product_id", 0).put("sku", "");
    refund.put("amount", "11.50");
    refund.path("line_items").forEach(line -> ((ObjectNode) line).putArray("meta_data"));

    assertThat(lines(only(plan(context(), order(), refund)))).containsExactly(
      "200 OUTPUT 10.00 1.00",
      "200 EXEMPTOUTPUT 0.50 0.00"
    );
  }

  @Test
  void a_line_that_the_order_does_not_have_is_held() {
    ObjectNode refund = gives(refund(45, "11.00"), "line_items", 77, "Bowl", 1, "10.00", "1.00");

    OrderPlan plan = plan(context(), order(), refund);

    assertThat(plan.credits()).isEmpty();
    assertThat(plan.concerns()).containsExactly(
      "Refund 45 of 11.00 AUD is not posted: it gives back a line that the order does not have; make credit note " +
        "WC-1042-R45 by hand"
    );
  }

  @Test
  void a_refund_of_shipping_only_becomes_a_credit_note_on_the_shipping_account() {
    ObjectNode order = order().put("total", "120.95").put("total_tax", "6.00");
    line(order, "shipping_lines", 9, "Flat rate", 1, "9.95", "1.00");
    taxed(order, "5.00", "1.00");
    ObjectNode refund = gives(refund(45, "10.95"), "shipping_lines", 9, "Flat rate", 1, "9.95", "1.00");

    assertThat(lines(only(plan(context(), order, refund)))).containsExactly("210 OUTPUT 9.95 1.00");
  }

  @Test
  void lines_that_do_not_add_up_are_a_refund_of_an_amount() {
    ObjectNode refund = gives(refund(45, "11.00"), "line_items", 7, "Bowl", 5, "50.00", "5.00");

    assertThat(lines(only(plan(context(), order(), refund)))).containsExactly(
      "200 OUTPUT 5.00 0.50",
      "200 EXEMPTOUTPUT 5.50 0.00"
    );
  }

  @Test
  void a_cent_between_lines_and_amount_is_moved_within_what_was_invoiced() {
    ObjectNode refund = gives(refund(45, "10.99"), "line_items", 7, "Bowl", 1, "10.00", "1.00");

    Credit credit = only(plan(context(), order(), refund));

    assertThat(total(credit)).isEqualTo("10.99");
    assertThat(lines(credit)).containsExactly("200 OUTPUT 9.99 1.00");
  }

  @Test
  void a_whole_price_typed_without_tax_is_split_by_the_line_s_own_rate() {
    ObjectNode refund = gives(refund(45, "55.00"), "line_items", 7, "Bowl", 5, "55.00", "0.00");

    assertThat(lines(only(plan(context(), order(), refund)))).containsExactly("200 OUTPUT 50.00 5.00");
  }

  @Test
  void the_rounding_line_is_credited_with_the_rest() {
    ObjectNode order = order().put("total", "109.99");

    Credit credit = only(plan(context(), order, refund(45, "109.99")));

    assertThat(total(credit)).isEqualTo("109.99");
    assertThat(lines(credit)).contains("860 BASEXCLUDED -0.01 0.00");
  }

  @Test
  void a_second_refund_of_the_same_line_is_held_where_it_exceeds_the_line() {
    ObjectNode first = gives(refund(45, "44.00"), "line_items", 7, "Bowl", 4, "40.00", "4.00");
    ObjectNode second = gives(refund(46, "22.00"), "line_items", 7, "Bowl", 2, "20.00", "2.00");

    OrderPlan plan = plan(context(), order(), first, second);

    assertThat(plan.credits()).hasSize(1);
    assertThat(plan.concerns())
      .singleElement()
      .asString()
      .startsWith(
        "Refund 46 of 22.00 AUD is not posted: refunds exceed what is left of a line or a tax type"
      );
  }

  @Test
  void more_than_the_invoice_is_held() {
    OrderPlan plan = plan(context(), order(), refund(45, "100.00"), refund(46, "11.00"));

    assertThat(plan.credits()).hasSize(1);
    assertThat(plan.concerns())
      .singleElement()
      .asString()
      .contains("refunds exceed the invoice, of which 10.00 is not yet credited");
  }

  @Test
  void a_negative_fee_keeps_the_goods_of_its_tax_type_from_being_credited_in_full() {
    ObjectNode order = order().put("total", "99.00").put("total_tax", "4.00");
    line(order, "fee_lines", 9, "Loyalty", 1, "-10.00", "-1.00");
    taxed(order, "4.00", "0.00");
    ObjectNode goods = gives(refund(45, "55.00"), "line_items", 7, "Bowl", 5, "50.00", "5.00");

    OrderPlan plan = plan(context(), order, goods);

    assertThat(plan.credits()).isEmpty();
    assertThat(plan.concerns()).singleElement().asString().contains("refunds exceed");
  }

  @Test
  void a_refund_that_the_shop_lists_twice_is_credited_once() {
    OrderPlan plan = plan(context(), order(), refund(45, "11.00"), refund(45, "11.00"));

    assertThat(plan.credits()).hasSize(1);
    assertThat(plan.asked()).isEmpty();
  }

  @Test
  void the_shop_s_decimals_do_not_show_in_what_is_paid_back() {
    OrderPlan whole = plan(context(), order(), refund(45, "11"));
    OrderPlan longer = plan(context(), order(), refund(45, "11.000000"));

    assertThat(longer.credits()).isEqualTo(whole.credits());
  }

  @Test
  void more_than_two_decimals_are_held() {
    OrderPlan plan = plan(context(), order(), refund(45, "1.234"));

    assertThat(plan.credits()).isEmpty();
    assertThat(plan.concerns()).singleElement().asString().contains("more than two decimals");
  }

  @Test
  void a_refund_of_nothing_is_none() {
    OrderPlan plan = plan(context(), order(), refund(45, "0.00"));

    assertThat(plan.credits()).isEmpty();
    assertThat(plan.asked()).isEmpty();
  }

  @Test
  void amounts_alone_are_held_where_the_setting_says_so() {
    BookingContext hold = context("refunds: { amount-only: hold }\n");

    OrderPlan part = plan(hold, order(), refund(45, "11.00"));
    OrderPlan whole = plan(hold, order(), refund(45, "110.00"));

    assertThat(part.credits()).isEmpty();
    assertThat(part.concerns()).singleElement().asString().contains("amount-only says hold");
    assertThat(total(only(whole))).isEqualTo("110.00");
  }

  @Test
  void amounts_alone_go_to_the_account_that_the_setting_names_with_the_tax_that_was_invoiced() {
    BookingContext account = context("refunds: { amount-only: { account: \"260\", tax-type: OUTPUT } }\n");

    assertThat(lines(only(plan(account, order(), refund(45, "11.00"))))).containsExactly(
      "260 OUTPUT 10.00 1.00"
    );
    assertThat(plan(account, order(), refund(45, "66.00")).concerns())
      .singleElement()
      .asString()
      .contains("only 55.00 is left of the invoice with the tax type OUTPUT");
  }

  @Test
  void a_note_keeps_the_accounts_its_invoice_was_posted_with() {
    OrderPlan before = plan(context(), order());
    String posted = """
      {"lineAmounts":"Exclusive","lines":[
        {"account":"201","description":"Bowl","discount":"0.00","quantity":"5.0000","tax":"5.00","taxType":"OUTPUT",
         "tracking":"Region: North","unit":"10.0000"},
        {"account":"202","description":"Book","discount":"0.00","quantity":"1.0000","tax":"0.00",
         "taxType":"EXEMPTEXPORT","unit":"55.0000"}]}
      """;

    OrderPlan plan = plan(
      context(),
      new Posted(Optional.of(posted), Set.of(), false),
      order(),
      refund(45, "11.00")
    );

    assertThat(lines(only(plan))).containsExactly("201 OUTPUT 5.00 0.50", "202 EXEMPTEXPORT 5.50 0.00");
    assertThat(
      only(plan).note().body().path("LineItems").get(0).path("Tracking").get(0).path("Option").asText()
    ).isEqualTo("North");
    assertThat(plan.booked().invoice()).isEqualTo(before.booked().invoice());
  }

  @Test
  void tax_that_is_a_line_of_its_own_is_given_back_from_there() {
    ObjectNode refund = gives(refund(45, "54.26"), "line_items", 7, "Bowl", 2, "50.00", "4.26");
    rates((ObjectNode) refund.path("line_items").get(0), "-3.63", "-0.63");

    Credit credit = only(plan(taxAsLine(), orderToCalifornia(), refund));

    assertThat(lines(credit)).containsExactly(
      "200 EXEMPTEXPORT 50.00 0.00",
      "836 BASEXCLUDED 3.63 0.00",
      "836 BASEXCLUDED 0.63 0.00"
    );
    assertThat(total(credit)).isEqualTo("54.26");
  }

  @Test
  void an_amount_alone_takes_its_share_of_tax_that_is_a_line_of_its_own() {
    assertThat(lines(only(plan(taxAsLine(), orderToCalifornia(), refund(45, "10.85"))))).containsExactly(
      "200 EXEMPTEXPORT 10.00 0.00",
      "836 BASEXCLUDED 0.85 0.00"
    );
  }

  @Test
  void a_note_follows_its_invoice_also_where_tax_was_booked_in_another_way_then() {
    String posted = """
      {"lineAmounts":"Exclusive","lines":[
        {"account":"200","description":"Bowl","quantity":"4.0000","tax":"8.50","taxType":"TAX001","unit":"25.0000"}]}
      """;
    ObjectNode refund = gives(refund(45, "54.26"), "line_items", 7, "Bowl", 2, "50.00", "4.26");
    rates((ObjectNode) refund.path("line_items").get(0), "-3.63", "-0.63");

    OrderPlan plan = plan(
      taxAsLine(),
      new Posted(Optional.of(posted), Set.of(), false),
      orderToCalifornia(),
      refund
    );

    assertThat(lines(only(plan))).containsExactly("200 TAX001 50.00 4.26");
  }

  @Test
  void a_note_finds_the_tax_lines_that_its_invoice_was_posted_with() {
    String posted = """
      {"lineAmounts":"Exclusive","lines":[
        {"account":"205","description":"Bowl","quantity":"4.0000","tax":"0.00","taxType":"NONE","unit":"25.0000"},
        {"account":"830","description":"US CA CA State 7.25 %","quantity":"1","tax":"0.00","taxType":"NONE","unit":"7.25"},
        {"account":"830","description":"US CA District 1.25 %","quantity":"1","tax":"0.00","taxType":"NONE","unit":"1.25"}
      ]}
      """;
    ObjectNode refund = gives(refund(45, "54.26"), "line_items", 7, "Bowl", 2, "50.00", "4.26");
    rates((ObjectNode) refund.path("line_items").get(0), "-3.63", "-0.63");

    OrderPlan plan = plan(
      taxAsLine(),
      new Posted(Optional.of(posted), Set.of(), false),
      orderToCalifornia(),
      refund
    );

    assertThat(lines(only(plan))).containsExactly(
      "205 NONE 50.00 0.00",
      "830 NONE 3.63 0.00",
      "830 NONE 0.63 0.00"
    );
  }

  @Test
  void an_order_that_changed_since_its_invoice_was_posted_is_credited_as_it_will_be() {
    String posted = """
      {"lineAmounts":"Exclusive","lines":[
        {"account":"201","description":"Bowl","quantity":"4.0000","tax":"4.00","taxType":"OUTPUT","unit":"10.0000"}]}
      """;

    OrderPlan plan = plan(
      context(),
      new Posted(Optional.of(posted), Set.of(), false),
      order(),
      refund(45, "11.00")
    );

    assertThat(lines(only(plan))).containsExactly("200 OUTPUT 5.00 0.50", "200 EXEMPTOUTPUT 5.50 0.00");
  }

  @Test
  void notes_that_stand_are_taken_before_new_ones_however_old_those_are() {
    ObjectNode older = gives(refund(44, "55.00"), "line_items", 7, "Bowl", 5, "50.00", "5.00");
    ObjectNode newer = refund(45, "11.00");
    List<String> posted = lines(only(plan(context(), order(), newer)));

    OrderPlan plan = plan(context(), new Posted(Optional.empty(), Set.of(45L), false), order(), older, newer);

    assertThat(lines(plan.credits().getLast())).isEqualTo(posted);
    assertThat(plan.concerns()).singleElement().asString().startsWith("Refund 44 ");
  }

  @Test
  void a_refund_after_the_rest_was_credited_by_a_cancellation_is_a_matter_of_cash() {
    OrderPlan plan = plan(
      context(),
      new Posted(Optional.empty(), Set.of(), true),
      order(),
      refund(45, "110.00")
    );

    assertThat(plan.credits()).isEmpty();
    assertThat(plan.concerns())
      .singleElement()
      .asString()
      .endsWith("record that as a refund of credit note WC-1042-C");
  }

  @Test
  void a_note_s_hash_follows_the_refund_and_not_how_it_is_booked() {
    Credit before = only(plan(context(), order(), refund(45, "11.00")));
    Credit elsewhere = only(
      plan(
        context("refunds: { amount-only: { account: \"260\", tax-type: OUTPUT } }\n"),
        order(),
        refund(45, "11.00")
      )
    );
    Credit other = only(plan(context(), order(), refund(45, "12.00")));

    assertThat(elsewhere.note().sourceProjection()).isEqualTo(before.note().sourceProjection());
    assertThat(other.note().sourceProjection()).isNotEqualTo(before.note().sourceProjection());
  }

  @Test
  void an_order_never_paid_has_its_credit_set_against_the_invoice() {
    OrderPlan plan = plan(
      context(),
      order().putNull("date_paid_gmt").put("payment_method", "cod"),
      refund(45, "11.00"),
      refund(46, "99.00")
    );

    assertThat(plan.payments()).isEmpty();
    assertThat(plan.credits())
      .extracting(Credit::uses)
      .containsExactly(
        List.of(new Use.Allocated(new BigDecimal("11.00"))),
        List.of(new Use.Allocated(new BigDecimal("99.00")))
      );
  }

  @Test
  void what_was_refunded_before_the_payment_was_not_paid() {
    OrderPlan plan = plan(
      context(),
      order().put("date_paid_gmt", "2026-07-02T01:00:00").put("payment_method", "cod"),
      refund(45, "11.00")
    );

    assertThat(only(plan).uses()).containsExactly(new Use.Allocated(new BigDecimal("11.00")));
    assertThat(plan.payments().getFirst().amount()).isEqualTo("99.00");
    assertThat(plan.concerns()).containsExactly(
      "11.00 AUD was refunded before the order was paid, so its payment is taken to be 99.00: compare that with " +
        "what the gateway took"
    );
  }

  @Test
  void a_refund_through_the_gateway_is_paid_back_from_its_clearing_account() {
    OrderPlan plan = plan(context(), order(), refund(45, "11.00"));

    Money money = ((Use.PaidBack) only(plan).uses().getFirst()).money();
    assertThat(money.source()).isEqualTo(new SourceRef(CONNECTION, "woocommerce-refund-payment", "45"));
    assertThat(money.account()).isEqualTo(new LedgerAccount.Code("613"));
    assertThat(money.amount()).isEqualTo("11.00");
    assertThat(money.date()).isEqualTo("2026-07-01");
    assertThat(money.reference()).isEqualTo("WC-1042-R45 · refund");
    assertThat(plan.asked()).isEmpty();
  }

  @Test
  void a_refund_by_hand_posts_its_note_and_asks_about_the_cash() {
    OrderPlan plan = plan(context(), order(), refund(45, "11.00").put("refunded_payment", false));

    assertThat(only(plan).uses()).singleElement().isInstanceOf(Use.AskedFor.class);
    assertThat(plan.asked()).containsExactly(
      "The cash side of refund 45, 11.00 AUD, is not posted: the shop did not have the gateway send the money; " +
        "once the money went back, record that as a refund of credit note WC-1042-R45"
    );
  }

  @Test
  void a_refund_by_hand_is_paid_back_where_the_method_says_that_manual_means_paid() {
    OrderPlan plan = plan(
      context(),
      order().put("payment_method", "cod"),
      refund(45, "11.00").put("refunded_payment", false)
    );

    assertThat(only(plan).uses()).singleElement().isInstanceOf(Use.PaidBack.class);
  }

  @Test
  void a_refund_of_a_bank_transfer_is_left_open_for_its_bank_line() {
    OrderPlan plan = plan(context(), order().put("payment_method", "bacs"), refund(45, "11.00"));

    assertThat(only(plan).uses()).containsExactly(new Use.LeftOpen());
    assertThat(plan.asked()).isEmpty();
  }

  @Test
  void a_refund_of_a_payment_that_is_not_posted_asks_about_the_cash() {
    OrderPlan plan = plan(context(), order().put("payment_method", "afterpay"), refund(45, "11.00"));

    assertThat(only(plan).uses()).singleElement().isInstanceOf(Use.AskedFor.class);
    assertThat(plan.asked()).hasSize(2);
  }

  @Test
  void a_refund_as_store_credit_goes_to_its_liability() {
    BookingContext context = context(
      "refunds: { store-credit: { meta: [_refunded_as_credit], account: \"835\" } }\n"
    );
    ObjectNode refund = refund(45, "11.00").put("refunded_payment", false);
    ((ArrayNode) refund.withArray("meta_data")).addObject()
      .put("key", "_refunded_as_credit")
      .put("value", "yes");

    Use use = only(plan(context, order(), refund)).uses().getFirst();

    assertThat(((Use.PaidBack) use).money().account()).isEqualTo(new LedgerAccount.Code("835"));
  }

  @Test
  void what_a_gift_card_paid_goes_back_to_the_liability_after_what_the_gateway_paid() {
    BookedOrder booked = SampleMoney.booked(context(), order());
    BookedOrder redeemed = new BookedOrder(
      booked.order(),
      booked.person(),
      booked.balance(),
      List.of(new Redemption("Gift card", "835", new BigDecimal("50.00"))),
      booked.invoice()
    );

    Credits credits = RefundTranslator.translate(
      context(),
      redeemed,
      SampleMoney.shopOrder(order(), refund(45, "40.00"), refund(46, "70.00")).refunds(),
      Posted.nothing()
    );

    assertThat(paidBack(credits.credits().getFirst())).containsExactly("45 613 40.00");
    assertThat(paidBack(credits.credits().getLast())).containsExactly("46 613 20.00", "46-2 835 50.00");
  }

  @Test
  void lines_beyond_what_went_back_are_asked_about_where_a_gift_card_had_paid() {
    BookingContext context = context("redemptions: [{ meta: _card_paid, account: \"835\" }]\n");
    ObjectNode order = order().put("total", "60.00");
    ((ArrayNode) order.withArray("meta_data")).addObject().put("key", "_card_paid").put("value", "50.00");
    ObjectNode refund = gives(refund(45, "60.00"), "line_items", 7, "Bowl", 5, "50.00", "5.00");
    gives(refund, "line_items", 8, "Book", 1, "55.00", "0.00");

    OrderPlan plan = plan(context, order, refund);

    assertThat(plan.payments())
      .extracting(Money::amount)
      .map(BigDecimal::toPlainString)
      .containsExactly("60.00", "50.00");
    assertThat(plan.credits()).isEmpty();
    assertThat(plan.concerns())
      .singleElement()
      .asString()
      .contains("its lines come to 110.00: the rest may have gone back to what was redeemed");
  }

  private static List<String> paidBack(Credit credit) {
    return credit
      .uses()
      .stream()
      .map(use -> ((Use.PaidBack) use).money())
      .map(
        money ->
          money.source().id() +
          " " +
          ((LedgerAccount.Code) money.account()).value() +
          " " +
          money.amount().toPlainString()
      )
      .toList();
  }

  private static Credit only(OrderPlan plan) {
    assertThat(plan.credits()).hasSize(1);
    return plan.credits().getFirst();
  }
}
