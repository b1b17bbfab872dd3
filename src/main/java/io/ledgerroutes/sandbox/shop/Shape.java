package io.ledgerroutes.sandbox.shop;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Kinds of orders that a shop throws at an integration. Each says how many of them there are in a deck of varied
 * orders.
 */
enum Shape {
  GOODS(22, Recipes::goods),
  INCLUSIVE(7, Recipes::inclusive),
  AT_SUBTOTAL(3, Recipes::atSubtotal),
  INCLUSIVE_AT_SUBTOTAL(2, Recipes::inclusiveAtSubtotal),
  TWO_SHIPPINGS(2, Recipes::twoShippings),
  GIFT_WRAPPING(2, Recipes::giftWrapping),
  REBATE(2, Recipes::rebate),
  TIP(1, Recipes::tip),
  SURCHARGE(1, Recipes::surcharge),
  COUPON(3, Recipes::coupon),
  FIXED_COUPON(1, Recipes::fixedCoupon),
  FREE(1, Recipes::free),
  GIFT_CARD_SOLD(2, Recipes::giftCardSold),
  GIFT_CARD_AS_FEE(1, Recipes::giftCardAsFee),
  GIFT_CARD_AS_META(1, Recipes::giftCardAsMeta),
  GIFT_CARD_AS_PART(1, Recipes::giftCardAsPart),
  STORE_CREDIT(1, Recipes::storeCredit),
  POINTS(1, Recipes::points),
  DEPOSIT(1, Recipes::deposit),
  PARTLY_PAID(1, Recipes::partlyPaid),
  US_TAXES(1, (draft, dice) -> Recipes.abroad(draft, dice, Places.LOS_ANGELES, "USD", Places.DOLLARS)),
  CANADIAN_COMPOUND(1, (draft, dice) -> Recipes.abroad(draft, dice, Places.MONTREAL, "AUD", Places.DOLLARS)),
  BRITISH(1, Recipes::british),
  FRENCH(1, (draft, dice) -> Recipes.abroad(draft, dice, Places.PARIS, "EUR", Places.DOLLARS)),
  EXPORT(3, (draft, dice) -> Recipes.abroad(draft, dice, Places.COLOGNE, "AUD", Places.DOLLARS)),
  YEN(2, (draft, dice) -> Recipes.abroad(draft, dice, Places.TOKYO, "JPY", Places.YEN)),
  DOLLARS(1, (draft, dice) -> Recipes.abroad(draft, dice, Places.PORTLAND, "USD", Places.DOLLARS)),
  DINARS(1, (draft, dice) -> Recipes.abroad(draft, dice, Places.KUWAIT, "KWD", List.of("1.234"))),
  EXEMPT(1, (draft, dice) -> {
    draft.buyerIn("FR", "Lyon", "", "69001").terms(draft.terms().untaxed());
    draft.meta("is_vat_exempt", "yes").meta("vat_number", "FR00123456789");
    Recipes.goods(draft, dice);
  }),
  COMPANY_ONLY(1, (draft, dice) -> Recipes.goods(draft.buyer(Buyer.COMPANY), dice)),
  FOREIGN_SCRIPT(2, (draft, dice) -> Recipes.goods(draft.buyer(dice.pick(Buyer.SCRIPTS)), dice)),
  SPELLED_TWICE(2, (draft, dice) -> Recipes.goods(draft.buyer(dice.pick(Buyer.TWICE)), dice)),
  NO_ADDRESS(1, (draft, dice) -> Recipes.goods(draft.buyer(Buyer.GUEST.addressless()), dice)),
  NO_EMAIL(1, (draft, dice) -> Recipes.goods(draft.buyer(Buyer.GUEST.withEmail("")), dice)),
  NOBODY(1, (draft, dice) -> Recipes.goods(draft.buyer(Buyer.nobody()), dice)),
  LONG_PERSON(1, (draft, dice) -> Recipes.goods(draft.buyer(Buyer.LONG), dice)),
  HUNDRED_LINES(1, Recipes::hundredLines),
  LONG_NAME(1, (draft, dice) -> Recipes.named(draft, "Long product name ".repeat(278))),
  HTML_NAME(1, (draft, dice) -> Recipes.named(draft, "Tee <b>bold</b> &amp; \"quotes\" – Mütze<script>")),
  EMPTY_NAME(1, (draft, dice) -> Recipes.named(draft, "")),
  DELETED_PRODUCT(1, Recipes::deletedProduct),
  SHIPPING_ONLY(1, Recipes::shippingOnly),
  UNKNOWN_META(2, Recipes::unknownMeta),
  BY_REST(2, (draft, dice) -> Recipes.goods(draft.via("rest-api"), dice)),
  UNKNOWN_METHOD(1, (draft, dice) -> paid(draft, dice, Payment.KLARNA)),
  CASH_ON_DELIVERY(3, (draft, dice) -> paid(draft, dice, Payment.COD)),
  CASH_DELIVERED(1, (draft, dice) -> paid(draft.status("completed"), dice, Payment.COD.received())),
  TRANSFERRED(2, (draft, dice) -> paid(draft, dice, Payment.BACS.received())),
  CHEQUE(1, (draft, dice) -> paid(draft, dice, Payment.CHEQUE.received())),
  ON_HOLD(2, (draft, dice) -> paid(draft.status("on-hold"), dice, Payment.BACS)),
  PENDING(1, (draft, dice) -> paid(draft.status("pending"), dice, Payment.STRIPE.owed())),
  ABANDONED(2, (draft, dice) -> paid(draft.status("checkout-draft"), dice, Payment.STRIPE.owed())),
  FAILED(1, (draft, dice) -> paid(draft.status("failed"), dice, Payment.STRIPE.owed())),
  CANCELLED(2, (draft, dice) -> paid(draft, dice, Payment.COD).then(Deeds::cancel)),
  TRASHED(1, (draft, dice) -> paid(draft, dice, Payment.STRIPE).then(Deeds::trash)),
  REFUNDED(2, (draft, dice) -> refunded(draft, dice).then((deeds, order) -> deeds.refund(order, true))),
  REFUNDED_PART(2, (draft, dice) ->
    refunded(draft, dice).then((deeds, order) -> deeds.refundPart(order, "line_items", true))
  ),
  REFUNDED_SHIPPING(1, (draft, dice) ->
    refunded(draft, dice).then((deeds, order) -> deeds.refundPart(order, "shipping_lines", false))
  ),
  REFUNDED_AMOUNT(2, (draft, dice) ->
    refunded(draft, dice).then((deeds, order) -> deeds.refundAmount(order, new BigDecimal("5.00"), true))
  ),
  REFUNDED_TWICE(1, (draft, dice) ->
    refunded(draft, dice)
      .then((deeds, order) -> deeds.refundPart(order, "line_items", true))
      .then((deeds, order) -> deeds.refundAmount(order, new BigDecimal("3.33"), true))
  ),
  REFUNDED_BY_STATUS(1, (draft, dice) ->
    refunded(draft, dice).then((deeds, order) -> deeds.status(order, "refunded"))
  ),
  REFUNDED_UNPAID(1, (draft, dice) ->
    paid(draft, dice, Payment.COD).then((deeds, order) -> deeds.refundPart(order, "line_items", false))
  );

  private final int weight;
  private final Recipe recipe;

  /** Fills an order in. */
  interface Recipe {
    void into(Draft draft, Dice dice);
  }

  Shape(int weight, Recipe recipe) {
    this.weight = weight;
    this.recipe = recipe;
  }

  /** How many there are in a deck of varied orders. */
  int weight() {
    return weight;
  }

  void into(Draft draft, Dice dice) {
    recipe.into(draft, dice);
  }

  /** The shape by its name in the interface, e.g. {@code gift-card-sold}. */
  static Optional<Shape> called(String name) {
    return Arrays.stream(values())
      .filter(shape -> shape.text().equals(name))
      .findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Draft paid(Draft draft, Dice dice, Payment payment) {
    Recipes.items(draft, dice, BigDecimal.ZERO);
    return draft.payment(payment);
  }

  private static Draft refunded(Draft draft, Dice dice) {
    Recipes.items(draft, dice, BigDecimal.ZERO);
    draft.basket().shipping("flat_rate", "Flat rate", "9.95");
    return draft;
  }

  /** Where goods go and what they cost there. */
  private static final class Places {

    static final List<String> LOS_ANGELES = List.of("US", "Los Angeles", "CA", "90001");
    static final List<String> MONTREAL = List.of("CA", "Montréal", "QC", "H2X 1Y4");
    static final List<String> PARIS = List.of("FR", "Paris", "", "75001");
    static final List<String> COLOGNE = List.of("DE", "Köln", "", "50667");
    static final List<String> TOKYO = List.of("JP", "東京", "", "100-0001");
    static final List<String> PORTLAND = List.of("US", "Portland", "OR", "97201");
    static final List<String> KUWAIT = List.of("KW", "Kuwait", "", "13001");
    static final List<String> DOLLARS = List.of("19.99", "45.00", "7.25");
    static final List<String> YEN = List.of("1500", "980", "12000");

    private Places() {}
  }
}
