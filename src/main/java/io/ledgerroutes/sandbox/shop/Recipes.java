package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.shop.Basket.Article;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What is in the orders of a {@link Shape}: goods, ways of shipping, fees, coupons, gift cards. */
final class Recipes {

  private static final BigDecimal NOTHING = BigDecimal.ZERO;
  private static final List<Catalogue.Product> TAXABLE = Catalogue.PRODUCTS.stream()
    .filter(product -> product.tax() == Catalogue.Tax.TAXABLE)
    .toList();
  private static final List<Catalogue.Product> WITHOUT_CARDS = Catalogue.PRODUCTS.stream()
    .filter(product -> product.tax() != Catalogue.Tax.NONE)
    .toList();
  private static final Catalogue.Product CARD = Catalogue.PRODUCTS.stream()
    .filter(product -> product.tax() == Catalogue.Tax.NONE)
    .findFirst()
    .orElseThrow();

  private Recipes() {}

  /** One to four products, often with shipping. */
  static void goods(Draft draft, Dice dice) {
    items(draft, dice, NOTHING);
    ship(draft, dice);
    draft.payment(dice.percent(65) ? Payment.STRIPE : Payment.PAYPAL);
    if (dice.percent(18)) {
      draft.status("completed");
    }
    if (dice.percent(12)) {
      draft.note("Bitte klingeln – „2. Stock“ 🙂");
    }
  }

  /** Products, each with so many percent off. */
  static void items(Draft draft, Dice dice, BigDecimal percentOff) {
    int lines = dice.upTo(4);
    for (int line = 0; line < lines; line++) {
      one(draft, dice.pick(WITHOUT_CARDS), dice.upTo(3), percentOff);
    }
    one(draft, Catalogue.PRODUCTS.getFirst(), 1, percentOff);
  }

  static void one(Draft draft, Catalogue.Product product, int quantity, BigDecimal percentOff) {
    BigDecimal price = new BigDecimal(product.price());
    BigDecimal off = price
      .multiply(BigDecimal.valueOf(quantity))
      .multiply(percentOff)
      .movePointLeft(2)
      .setScale(2, RoundingMode.HALF_UP);
    draft.basket().item(Article.of(product), quantity, price, off);
  }

  private static void ship(Draft draft, Dice dice) {
    if (dice.percent(70)) {
      draft.basket().shipping("flat_rate", "Flat rate", "9.95");
    }
  }

  /** One taxed product for a customer, paid. */
  static void plain(Draft draft, Dice dice) {
    one(draft, dice.pick(TAXABLE), dice.upTo(3), NOTHING);
  }

  static void inclusive(Draft draft, Dice dice) {
    draft.terms(draft.terms().withTaxInPrices());
    goods(draft, dice);
  }

  static void atSubtotal(Draft draft, Dice dice) {
    draft.terms(draft.terms().roundedAtSubtotal());
    goods(draft, dice);
  }

  static void inclusiveAtSubtotal(Draft draft, Dice dice) {
    draft.terms(draft.terms().withTaxInPrices().roundedAtSubtotal());
    goods(draft, dice);
  }

  static void twoShippings(Draft draft, Dice dice) {
    items(draft, dice, NOTHING);
    draft.basket().shipping("flat_rate", "Flat rate", "9.95");
    draft.basket().shipping("insurance", "Insurance", "2.45");
  }

  static void giftWrapping(Draft draft, Dice dice) {
    goods(draft, dice);
    draft.basket().fee("Gift wrapping", "4.55", true);
  }

  static void rebate(Draft draft, Dice dice) {
    goods(draft, dice);
    draft.basket().fee("Loyalty rebate", "-5.00", true);
  }

  static void tip(Draft draft, Dice dice) {
    goods(draft, dice);
    draft.basket().fee("Tip", dice.upTo(9) + ".00", false);
  }

  static void surcharge(Draft draft, Dice dice) {
    goods(draft, dice);
    BigDecimal part = draft.basket().itemsGross().multiply(new BigDecimal("0.015"));
    draft.basket().fee("Card surcharge", part.setScale(2, RoundingMode.HALF_UP).toPlainString(), true);
  }

  static void coupon(Draft draft, Dice dice) {
    items(draft, dice, BigDecimal.TEN);
    draft.basket().coupon("ten", "percent", 10);
    ship(draft, dice);
  }

  /** Five dollars off the cart: off its first line here. */
  static void fixedCoupon(Draft draft, Dice dice) {
    Catalogue.Product product = Catalogue.PRODUCTS.get(1);
    BigDecimal price = new BigDecimal(product.price());
    draft.basket().item(Article.of(product), dice.upTo(3), price, new BigDecimal("5.00"));
    one(draft, dice.pick(WITHOUT_CARDS), 1, NOTHING);
    draft.basket().coupon("five", "fixed_cart", 5);
    ship(draft, dice);
  }

  static void free(Draft draft, Dice dice) {
    items(draft, dice, new BigDecimal("100"));
    draft.basket().coupon("all", "percent", 100);
    draft.payment(new Payment("", "", true));
  }

  static void giftCardSold(Draft draft, Dice dice) {
    one(draft, CARD, dice.upTo(2), NOTHING);
    if (dice.percent(60)) {
      one(draft, dice.pick(TAXABLE), 1, NOTHING);
    }
  }

  /** 132.00 with tax, of which a card pays 50.00: what the total says, no line says. */
  private static void worthMore(Draft draft) {
    draft.basket().item(Article.of(Catalogue.PRODUCTS.get(11)), 1, new BigDecimal("120.00"), NOTHING);
  }

  static void giftCardAsFee(Draft draft, Dice dice) {
    worthMore(draft);
    draft.basket().fee("Gift card", "-50.00", false);
  }

  static void giftCardAsMeta(Draft draft, Dice dice) {
    worthMore(draft);
    draft.meta("_gift_card_amount", "50.00").meta("_gift_card_code", "GC-" + dice.letters(8));
    draft.redeemed("50.00");
  }

  static void giftCardAsPart(Draft draft, Dice dice) {
    worthMore(draft);
    draft.part("gift_card_lines", Json.object().put("code", "GC-" + dice.letters(8)).put("amount", "50.00"));
    draft.redeemed("50.00");
  }

  static void storeCredit(Draft draft, Dice dice) {
    items(draft, dice, BigDecimal.TEN);
    draft.basket().coupon("credit-" + dice.letters(6), "smart_coupon", 10);
  }

  /** A plugin's points paid a part, and nothing says so. */
  static void points(Draft draft, Dice dice) {
    worthMore(draft);
    draft.meta("_points_redeemed", "5000").redeemed("50.00");
  }

  static void deposit(Draft draft, Dice dice) {
    one(draft, dice.pick(TAXABLE), 1, NOTHING);
    draft.childOf(1).via("wc_deposits");
  }

  static void partlyPaid(Draft draft, Dice dice) {
    one(draft, dice.pick(TAXABLE), 1, NOTHING);
    draft.via("wc_deposits").status("partially-paid");
  }

  static void hundredLines(Draft draft, Dice dice) {
    for (int line = 0; line < 100; line++) {
      Catalogue.Product product = WITHOUT_CARDS.get(line % WITHOUT_CARDS.size());
      draft
        .basket()
        .item(
          Article.of(product).named(product.name() + " no. " + line),
          1,
          new BigDecimal(product.price()),
          NOTHING
        );
    }
  }

  static void named(Draft draft, String name) {
    Catalogue.Product product = Catalogue.PRODUCTS.get(3);
    draft.basket().item(Article.of(product).named(name), 7, new BigDecimal(product.price()), NOTHING);
  }

  static void deletedProduct(Draft draft, Dice dice) {
    Catalogue.Product product = dice.pick(TAXABLE);
    draft
      .basket()
      .item(Article.of(product).deleted(), dice.upTo(3), new BigDecimal(product.price()), NOTHING);
    ship(draft, dice);
  }

  static void shippingOnly(Draft draft, Dice dice) {
    draft.basket().shipping("flat_rate", "Flat rate", "9.95");
    draft.status("completed");
  }

  static void unknownMeta(Draft draft, Dice dice) {
    goods(draft, dice);
    ObjectNode nested = Json.object();
    nested.putArray("a").add(1).addObject().put("b", "x");
    draft.meta("_stripe_fee", "1.23").meta("po_number", "PO-" + dice.upTo(99)).meta("empty", "");
    draft.meta("nested", nested.putNull("n")).meta("count", Json.of(3));
  }

  /** Goods for a price of their own, without fuss. */
  static void priced(Draft draft, Dice dice, String price) {
    draft.basket().item(Article.of(dice.pick(TAXABLE)), dice.upTo(2), new BigDecimal(price), NOTHING);
  }

  /** A standard and a reduced rate, and shipping. */
  static void british(Draft draft, Dice dice) {
    draft.buyerIn("GB", "London", "", "SW1A 1AA");
    priced(draft, dice, "10.00");
    Article book = Article.of(Catalogue.PRODUCTS.get(5)).named("E-book").inClass("reduced-rate");
    draft.basket().item(book, 1, new BigDecimal("7.50"), NOTHING);
    draft.basket().shipping("flat_rate", "Flat rate", "9.95");
  }

  static void abroad(Draft draft, Dice dice, List<String> place, String currency, List<String> prices) {
    draft.currency(currency).buyerIn(place.get(0), place.get(1), place.get(2), place.get(3));
    priced(draft, dice, dice.pick(prices));
    if (dice.percent(50)) {
      draft.basket().shipping("flat_rate", "Flat rate", "9.95");
    }
  }
}
