package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.ShopOrder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * For any order of any shop — prices with or without tax, several and compound rates, tax as lines of its own, fees
 * that add or take off, 0 to 4 decimals, tax rounded by line or in all, gift cards that paid — the invoice equals the
 * order to the cent, or the order is held with a reason.
 */
class AnyShopPropertiesTest {

  private static final WooCommerceXeroSettings SETTINGS = Sample.only(
    """
    taxes:
      - { rates: [{ country: AU, percent: 10 }], tax-type: OUTPUT }
      - { rates: [{ country: CA, percent: 5 }, { country: CA, percent: 9.5 }], tax-type: TAX002 }
      - { each: { country: US }, tax-as-line: "836", tax-type: EXEMPTEXPORT }
      - { each: { country: GB }, tax-type: MOSSSALES }
    untaxed:
      - { skus: [FREE], tax-type: EXEMPTOUTPUT, account: "205" }
    redemptions:
      - { part: gift_cards, account: "835" }
      - { meta: _funds_used, account: "850" }
      - { fee: Wallet, account: "850" }
    """
  );

  @Property(tries = 3000)
  void the_invoice_equals_the_order_to_the_cent_or_the_order_is_held(@ForAll("carts") ShopCart cart) {
    ShopOrder order = cart.order();

    Booking booking = InvoiceTranslator.translate(
      new BookingContext("clay-shop", SETTINGS, Sample.books()),
      order
    );

    Statistics.label("booking").collect(booking.getClass().getSimpleName());
    Statistics.label("decimals").collect(cart.decimals(), booking.getClass().getSimpleName());
    switch (booking) {
      case Booking.Booked(BookedOrder booked) -> equal(cart, order, booked);
      case Booking.HeldBack(String reason) -> assertThat(reason).isNotBlank();
      case Booking.NotWanted wanted -> assertThat(cents(order.order().total()).add(cart.redeemed())).isZero();
    }
  }

  private static void equal(ShopCart cart, ShopOrder order, BookedOrder booked) {
    ObjectNode body = booked.invoice().body();
    BigDecimal redeemed = booked
      .redemptions()
      .stream()
      .map(Redemption::amount)
      .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal apart = byField(body, "AccountCode", "UnitAmount").getOrDefault("836", BigDecimal.ZERO);
    BigDecimal tax = sum(body, "TaxAmount");
    boolean inclusive = body.path("LineAmountTypes").asText().equals("Inclusive");
    assertThat(redeemed).isEqualByComparingTo(cart.redeemed());
    assertThat(inclusive ? amounts(body) : amounts(body).add(tax)).isEqualByComparingTo(
      cents(order.order().total()).add(redeemed)
    );
    assertThat(tax.add(apart)).isEqualByComparingTo(cents(order.order().totalTax()));
    // All the taxed lines of a cart are of one set of rates, so its tax is that of one type or one account.
    assertThat(
      byField(body, "TaxType", "TaxAmount").getOrDefault(cart.taxType(), BigDecimal.ZERO).add(apart)
    ).isEqualByComparingTo(cents(order.order().totalTax()));
    assertThat(booked.balance().rounding().abs()).isLessThanOrEqualTo(new BigDecimal("0.05"));
  }

  @Property(tries = 1000)
  void an_order_of_cents_whose_lines_come_to_its_total_is_never_held(@ForAll("carts") ShopCart any) {
    ShopCart cart = any.exact();

    Booking booking = InvoiceTranslator.translate(
      new BookingContext("clay-shop", SETTINGS, Sample.books()),
      cart.order()
    );

    boolean sold = cart.order().order().total().signum() >= 0;
    assertThat(booking instanceof Booking.HeldBack(String reason) && sold ? reason : "").isEmpty();
  }

  @Property(tries = 500)
  void what_was_redeemed_is_never_rounded_away(@ForAll("carts") ShopCart any) {
    ShopCart cart = any.exact().redeeming(new BigDecimal("12.00"));
    WooCommerceXeroSettings unaware = Sample.only(
      """
      taxes:
        - { each: { country: "*" }, tax-as-line: "836" }
      untaxed:
        - { tax-type: BASEXCLUDED }
      """
    );

    Booking booking = InvoiceTranslator.translate(
      new BookingContext("clay-shop", unaware, Sample.books()),
      cart.order()
    );

    assertThat(booking).isNotInstanceOf(Booking.Booked.class);
  }

  private static Map<String, BigDecimal> byField(ObjectNode body, String field, String amount) {
    Map<String, BigDecimal> sums = new HashMap<>();
    for (JsonNode line : body.path("LineItems")) {
      sums.merge(line.path(field).asText(), line.path(amount).decimalValue(), BigDecimal::add);
    }
    return sums;
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, HALF_UP);
  }

  private static BigDecimal sum(ObjectNode body, String field) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : body.path("LineItems")) {
      sum = sum.add(line.path(field).decimalValue());
    }
    return sum;
  }

  /** What Xero will say: unit price times quantity, rounded by line. */
  private static BigDecimal amounts(ObjectNode body) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : body.path("LineItems")) {
      sum = sum.add(
        line
          .path("Quantity")
          .decimalValue()
          .multiply(line.path("UnitAmount").decimalValue())
          .setScale(2, HALF_UP)
      );
    }
    return sum;
  }

  @Provide
  Arbitrary<ShopCart> carts() {
    Arbitrary<ShopCart.Piece> items = Combinators.combine(
      amount(1, 99_999),
      Arbitraries.integers().between(1, 7),
      Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false))
    ).as((price, quantity, taxed) -> new ShopCart.Piece(ShopCart.Kind.ITEM, price, quantity, taxed));
    Arbitrary<ShopCart.Piece> shipping = amount(0, 3_000).map(price ->
      new ShopCart.Piece(ShopCart.Kind.SHIPPING, price, 1, true)
    );
    Arbitrary<ShopCart.Piece> fees = amount(-500, 1_000).map(price ->
      new ShopCart.Piece(ShopCart.Kind.FEE, price, 1, true)
    );
    Arbitrary<List<ShopCart.Piece>> pieces = Combinators.combine(
      items.list().ofMinSize(1).ofMaxSize(12),
      shipping.list().ofMaxSize(3),
      fees.list().ofMaxSize(2)
    ).as((first, second, third) -> Stream.of(first, second, third).flatMap(List::stream).toList());
    Arbitrary<ShopCart.Paid> paid = Combinators.combine(
      Arbitraries.of(ShopCart.Means.values()),
      amount(0, 5_000)
    ).as(ShopCart.Paid::new);
    return Combinators.combine(
      pieces,
      Arbitraries.of(ShopCart.Place.values()),
      Arbitraries.of(true, false),
      Arbitraries.of(true, false),
      Arbitraries.frequency(Tuple.of(6, 2), Tuple.of(1, 0), Tuple.of(1, 1), Tuple.of(1, 3), Tuple.of(1, 4)),
      paid,
      Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1), Tuple.of(1, -4), Tuple.of(1, 6))
    ).as(ShopCart::new);
  }

  private static Arbitrary<BigDecimal> amount(int least, int most) {
    return Arbitraries.integers()
      .between(least, most)
      .map(cents -> BigDecimal.valueOf(cents, 2));
  }
}
