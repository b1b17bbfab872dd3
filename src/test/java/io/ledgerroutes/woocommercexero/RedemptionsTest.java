package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule W4: what gift cards, store credit and deposits paid is no discount and no rounding. */
class RedemptionsTest {

  private static final String TAXES = """
    taxes:
      - { rates: [{ country: AU, label: GST, percent: 10 }], tax-type: OUTPUT }
    untaxed:
      - { countries: [AU], tax-type: EXEMPTOUTPUT }
    """;

  private static final WooCommerceXeroSettings SETTINGS = Sample.only(
    TAXES +
      """
      redemptions:
        - { part: gift_cards, account: "835" }
        - { part: pw_gift_cards, amount: redeemed, account: "835" }
        - { meta: _funds_used, account: "850" }
        - { meta: smart_credit, account: "850" }
        - { fee: "Via wallet*", account: "850" }
        - { coupon: "credit-*", account: "835" }
        - { coupon-type: smart_coupon, account: "835" }
      """
  );

  /** Goods of 120.00 with tax. */
  private static OrderJson goods() {
    return OrderJson.to("AU").gst().item("BOWL", "109.09", "1=10.91");
  }

  private static void paid(OrderJson order, Redemption... redemptions) {
    BookedOrder booked = Sample.booked(SETTINGS, order);
    assertThat(booked.redemptions()).containsExactly(redemptions);
    assertThat(total(booked)).isEqualByComparingTo("120.00");
    assertThat(booked.balance().rounding()).isZero();
  }

  private static BigDecimal total(BookedOrder booked) {
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode line : booked.invoice().body().path("LineItems")) {
      total = total
        .add(line.path("UnitAmount").decimalValue().multiply(line.path("Quantity").decimalValue()))
        .add(line.path("TaxAmount").decimalValue());
    }
    return total;
  }

  private static Redemption of(String name, String account, String amount) {
    return new Redemption(name, account, new BigDecimal(amount));
  }

  @Test
  void goods_of_120_of_which_a_gift_card_paid_50_are_invoiced_in_full() {
    paid(
      goods()
        .total("70.00", "10.91")
        .with(json ->
          json.putArray("gift_cards").addObject().put("id", 9).put("code", "GC-1-SECRET").put("amount", 50.0)
        ),
      of("gift_cards 9", "835", "50.00")
    );
  }

  @Test
  void an_order_that_gift_cards_paid_in_full_is_no_order_of_nothing() {
    paid(
      goods()
        .total("0.00", "10.91")
        .with(json -> {
          var cards = json.putArray("pw_gift_cards");
          cards.addObject().put("redeemed", "-100.00");
          cards.addObject().put("redeemed", "-20.00");
        }),
      of("pw_gift_cards 1", "835", "100.00"),
      of("pw_gift_cards 2", "835", "20.00")
    );
  }

  @Test
  void funds_are_read_from_a_note_that_is_a_number_or_holds_numbers() {
    paid(goods().total("99.50", "10.91").meta("_funds_used", "20.50"), of("_funds_used", "850", "20.50"));
    paid(
      goods().total("85.00", "10.91").meta("smart_credit", Map.of("CODE-A", "20", "CODE-B", 15)),
      of("smart_credit", "850", "35.00")
    );
  }

  @Test
  void a_fee_that_takes_off_may_be_a_payment() {
    paid(goods().freeFee("Via wallet (Rosa)", "-30.00").total("90.00", "10.91"), of("fee 2", "850", "30.00"));
  }

  @Test
  void coupons_are_known_by_code_or_type_and_their_codes_are_shown_nowhere() {
    paid(
      goods().coupon("CREDIT-77AB", "fixed_cart", "12.00").total("108.00", "10.91"),
      of("coupon 901", "835", "12.00")
    );
    paid(
      goods().coupon("x", "smart_coupon", "12.00").total("108.00", "10.91"),
      of("coupon 901", "835", "12.00")
    );
  }

  @Test
  void one_payment_that_two_rules_name_counts_once() {
    paid(
      goods().coupon("credit-1", "smart_coupon", "12.00").total("108.00", "10.91"),
      of("coupon 901", "835", "12.00")
    );
  }

  @Test
  void a_payment_that_the_lines_already_bear_does_not_add_up() {
    assertThat(
      Sample.held(SETTINGS, goods().coupon("credit-1", "fixed_cart", "12.00").total("120.00", "10.91"))
    ).contains("does not add up", "12.00 was redeemed");
  }

  @Test
  void a_payment_that_took_tax_off_is_held() {
    assertThat(Sample.held(SETTINGS, goods().fee("Via wallet", "-10.00", "1=-1.00"))).contains(
      "took tax off as well"
    );
  }

  @Test
  void store_credit_without_a_rule_is_held() {
    assertThat(Sample.held(Sample.only(TAXES), goods().coupon("SECRET", "store_credit", "12.00"))).isEqualTo(
      "A coupon of the order is store credit (store_credit); " +
        "add a rule under woocommerce.redemptions with coupon-type and the liability's account"
    );
    assertThat(
      Sample.held(
        Sample.only(TAXES),
        goods().with(json ->
          json
            .withArray("coupon_lines")
            .addObject()
            .put("code", "old")
            .putArray("meta_data")
            .addObject()
            .put("key", "coupon_info")
            .put("value", "[20,\"old\",\"smart_coupon\",100]")
        )
      )
    ).contains("store credit (smart_coupon)");
  }

  @Test
  void lines_of_an_unknown_type_are_held_even_where_the_order_adds_up() {
    OrderJson order = goods().with(json -> json.putArray("package_lines").addObject().put("name", "Box"));

    assertThat(Sample.held(SETTINGS, order)).contains("package_lines", "woocommerce.known-parts");
    assertThat(Sample.booking(Sample.only(TAXES + "known-parts: [package_lines]\n"), order)).isInstanceOf(
      Booking.Booked.class
    );
  }

  @Test
  void lists_without_money_are_nobody_s_business() {
    OrderJson order = goods().with(json -> json.putArray("shipments").addObject().put("tracking", "A1"));

    assertThat(Sample.booking(SETTINGS, order)).isInstanceOf(Booking.Booked.class);
  }

  @Test
  void deposits_and_orders_split_off_others_are_held_until_the_file_says_that_they_are_whole() {
    OrderJson deposit = goods().with(json -> json.put("created_via", "wc_deposits"));
    OrderJson split = goods().with(json -> json.put("parent_id", 12).put("created_via", "dokan"));

    assertThat(Sample.held(SETTINGS, deposit)).contains("wc_deposits", "woocommerce.book-created-via");
    assertThat(Sample.held(SETTINGS, split)).contains("split off order 12");
    assertThat(
      Sample.held(
        Sample.only(TAXES + "hold-created-via: [layaway]\n"),
        goods().with(json -> json.put("created_via", "layaway"))
      )
    ).contains("layaway");
    WooCommerceXeroSettings whole = Sample.only(TAXES + "book-created-via: [wc_deposits, dokan]\n");
    for (OrderJson order : List.of(deposit, split)) {
      assertThat(Sample.booking(whole, order)).isInstanceOf(Booking.Booked.class);
    }
  }

  @Test
  void the_financial_hash_follows_what_was_redeemed() {
    OrderJson funds = goods().total("99.50", "10.91").meta("_funds_used", "20.50");
    String with = Sample.booked(SETTINGS, funds).invoice().sourceProjection();

    assertThat(Sample.booked(SETTINGS, goods()).invoice().sourceProjection()).isNotEqualTo(with);
    assertThat(Sample.booked(SETTINGS, funds.meta("_note", "x")).invoice().sourceProjection()).isEqualTo(
      with
    );
  }
}
