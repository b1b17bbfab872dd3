package io.ledgerroutes.woocommercexero;

import static io.ledgerroutes.woocommercexero.SampleMoney.context;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.Credit.Use;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** For any order and any sequence of refunds that a shop can produce: no cent too much, none lost. */
class OrderPlanPropertiesTest {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  /** What makes a difference to credits: settings, and how tax is booked. */
  private enum Kind {
    PLAIN(context()),
    HELD(context("refunds: { amount-only: hold }\n")),
    ON_ACCOUNT(context("refunds: { amount-only: { account: \"260\", tax-type: OUTPUT } }\n")),
    GIFT_CARD(context("redemptions: [{ meta: _card_paid, account: \"835\" }]\n")),
    TAX_AS_LINE(SampleMoney.taxAsLine());

    private final BookingContext context;

    Kind(BookingContext context) {
      this.context = context;
    }
  }

  private record Piece(String list, int cents, int quantity, boolean taxed) {}

  private enum Way {
    LINES,
    LINES_A_CENT_OFF,
    AMOUNT,
    REST,
  }

  private record Step(Way way, long seed) {}

  private record Story(
    Kind kind,
    List<Piece> pieces,
    List<Step> steps,
    boolean inclusive,
    int centsOff,
    boolean paid,
    String method
  ) {}

  private record Books(BookingContext context, ShopOrder order, OrderPlan plan) {
    JsonNode invoice() {
      return plan.booked().invoice().body();
    }
  }

  @Property(tries = 1000)
  void each_refund_is_credited_to_the_cent_or_held(@ForAll("stories") Story story) {
    plan(story).ifPresent(books -> {
      Map<String, Credit> credits = new HashMap<>();
      books
        .plan()
        .credits()
        .forEach(credit -> credits.put(credit.note().source().id(), credit));
      Statistics.collect(credits.size() + " credited, " + books.plan().concerns().size() + " held");
      for (Refund refund : books.order().refunds()) {
        String id = Long.toString(refund.id());
        if (credits.containsKey(id)) {
          assertThat(SampleMoney.total(credits.get(id))).isEqualByComparingTo(refund.amount());
        } else {
          assertThat(books.plan().concerns()).anyMatch(words -> words.startsWith("Refund " + id + " of "));
        }
      }
    });
  }

  @Property(tries = 1000)
  void credits_never_exceed_what_was_invoiced_per_tax_type(@ForAll("stories") Story story) {
    plan(story).ifPresent(books -> {
      Map<String, Amount> invoiced = byTaxType(books.invoice());
      Map<String, Amount> credited = new HashMap<>();
      for (Credit credit : books.plan().credits()) {
        byTaxType(credit.note().body()).forEach((type, amount) -> credited.merge(type, amount, Amount::plus));
        assertThat(credited).allSatisfy((type, sum) ->
          assertThat(sum.within(invoiced.get(type))).isEqualTo(sum)
        );
      }
    });
  }

  @Property(tries = 1000)
  void credits_never_exceed_a_line_and_what_is_left_is_the_invoice_without_them(
    @ForAll("stories") Story story
  ) {
    plan(story).ifPresent(books -> {
      Credits credits = RefundTranslator.translate(
        books.context(),
        books.plan().booked(),
        books.order().refunds(),
        Posted.nothing()
      );
      LeftToCredit left = credits.left();
      Map<String, Amount> rest = byTaxType(books.invoice());
      for (Credit credit : credits.credits()) {
        byTaxType(credit.note().body()).forEach((type, amount) -> rest.merge(type, amount, Amount::minus));
      }
      for (int line = 0; line < left.lines().size(); line++) {
        assertThat(left.of(line).within(left.lines().get(line).amount())).isEqualTo(left.of(line));
      }
      assertThat(left.byTaxType()).isEqualTo(rest);
    });
  }

  @Property(tries = 1000)
  void a_full_series_of_refunds_brings_the_invoice_to_nothing(@ForAll("stories") Story story) {
    List<Step> steps = new ArrayList<>(story.steps());
    steps.add(new Step(Way.REST, 0));
    plan(
      new Story(
        story.kind(),
        story.pieces(),
        steps,
        story.inclusive(),
        story.centsOff(),
        story.paid(),
        story.method()
      )
    ).ifPresent(books -> {
      boolean all = books
        .plan()
        .concerns()
        .stream()
        .noneMatch(words -> words.startsWith("Refund "));
      Statistics.collect(all ? "all credited" : "some held");
      if (all && story.kind() != Kind.GIFT_CARD) {
        Credits credits = RefundTranslator.translate(
          books.context(),
          books.plan().booked(),
          books.order().refunds(),
          Posted.nothing()
        );
        assertThat(credits.left().left()).allMatch(Amount::isNothing);
      }
    });
  }

  @Property(tries = 1000)
  void no_more_is_paid_or_set_off_than_is_due_and_no_more_paid_back_than_was_paid(
    @ForAll("stories") Story story
  ) {
    plan(story).ifPresent(books -> {
      BigDecimal paid = sum(books.plan().payments());
      BigDecimal allocated = BigDecimal.ZERO;
      BigDecimal back = BigDecimal.ZERO;
      for (Credit credit : books.plan().credits()) {
        BigDecimal used = BigDecimal.ZERO;
        for (Use use : credit.uses()) {
          switch (use) {
            case Use.Allocated(BigDecimal amount) -> {
              allocated = allocated.add(amount);
              used = used.add(amount);
            }
            case Use.PaidBack(Money money) -> {
              back = back.add(money.amount());
              used = used.add(money.amount());
            }
            case Use.LeftOpen open -> assertThat(story.method()).isEqualTo("bacs");
            case Use.AskedFor asked -> assertThat(asked.concern()).isNotBlank();
          }
        }
        assertThat(used).isLessThanOrEqualTo(SampleMoney.total(credit));
      }
      assertThat(paid.add(allocated)).isLessThanOrEqualTo(InvoiceTotals.total(books.invoice()));
      assertThat(back).isLessThanOrEqualTo(paid);
    });
  }

  @Property(tries = 1000)
  void notes_that_stand_are_planned_the_same_again(@ForAll("stories") Story story) {
    plan(story).ifPresent(books -> {
      List<Credit> credits = books.plan().credits();
      Set<Long> posted = credits
        .stream()
        .map(credit -> Long.parseLong(credit.note().source().id()))
        .collect(Collectors.toSet());

      OrderPlan again = planned(books.context(), books.order(), new Posted(Optional.empty(), posted, false));

      assertThat(again.credits()).containsAll(credits);
    });
  }

  @Property(tries = 1000)
  void a_kill_between_two_notes_changes_none_of_them(
    @ForAll("stories") Story story,
    @ForAll @IntRange(max = 5) int before
  ) {
    plan(story)
      .filter(books -> books.plan().credits().size() == books.order().refunds().size())
      .ifPresent(books -> {
        Set<Long> posted = books
          .order()
          .refunds()
          .stream()
          .limit(before)
          .map(Refund::id)
          .collect(Collectors.toSet());

        OrderPlan again = planned(
          books.context(),
          books.order(),
          new Posted(Optional.empty(), posted, false)
        );

        assertThat(again.credits()).isEqualTo(books.plan().credits());
        assertThat(again.payments()).isEqualTo(books.plan().payments());
      });
  }

  @Provide
  Arbitrary<Story> stories() {
    Arbitrary<Piece> items = Combinators.combine(
      Arbitraries.integers().between(1, 30_000),
      Arbitraries.integers().between(1, 7),
      Arbitraries.of(true, true, false)
    ).as((cents, quantity, taxed) -> new Piece("line_items", cents, quantity, taxed));
    Arbitrary<Piece> shipping = Arbitraries.integers()
      .between(0, 3_000)
      .map(cents -> new Piece("shipping_lines", cents, 1, true));
    Arbitrary<Piece> fees = Combinators.combine(
      Arbitraries.integers().between(-500, 1_000),
      Arbitraries.of(true, false)
    ).as((cents, taxed) -> new Piece("fee_lines", cents, 1, taxed));
    Arbitrary<List<Piece>> pieces = Combinators.combine(
      items.list().ofMinSize(1).ofMaxSize(8),
      shipping.list().ofMaxSize(2),
      fees.list().ofMaxSize(2)
    ).as((first, second, third) -> {
      List<Piece> all = new ArrayList<>(first);
      all.addAll(second);
      all.addAll(third);
      return all;
    });
    Arbitrary<Step> steps = Combinators.combine(
      Arbitraries.of(Way.class),
      Arbitraries.longs().between(0, 100_000)
    ).as(Step::new);
    return Combinators.combine(
      Arbitraries.of(Kind.class),
      pieces,
      steps.list().ofMaxSize(6),
      Arbitraries.of(true, false),
      Arbitraries.integers().between(-2, 2),
      Arbitraries.of(true, true, false),
      Arbitraries.of("stripe", "bacs", "cod", "unknown")
    ).as(Story::new);
  }

  private static Optional<Books> plan(Story story) {
    BookingContext context = story.kind().context;
    ShopOrder placed = new ShopOrder(Order.of(order(story)), List.of(), Map.of());
    if (!(OrderTranslator.translate(context, placed) instanceof Translation.Planned)) {
      return Optional.empty();
    }
    ShopOrder refunded = new ShopOrder(placed.order(), refunds(story, placed.order()), Map.of());
    return Optional.of(new Books(context, refunded, planned(context, refunded, Posted.nothing())));
  }

  private static OrderPlan planned(BookingContext context, ShopOrder order, Posted posted) {
    return ((Translation.Planned) OrderTranslator.translate(context, order, posted)).plan();
  }

  /** Adds an order up as the shop does: by two rates in California, else by one. */
  private static ObjectNode order(Story story) {
    boolean california = story.kind() == Kind.TAX_AS_LINE;
    ObjectNode order = california ? SampleMoney.orderToCalifornia() : SampleMoney.order();
    order.put("prices_include_tax", story.inclusive()).put("payment_method", story.method());
    if (!story.paid()) {
      order.putNull("date_paid_gmt");
    }
    order.putArray("line_items");
    BigDecimal first = california ? new BigDecimal("0.0725") : new BigDecimal("0.10");
    BigDecimal second = california ? new BigDecimal("0.0125") : BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal[] cart = { BigDecimal.ZERO, BigDecimal.ZERO };
    BigDecimal[] shipping = { BigDecimal.ZERO, BigDecimal.ZERO };
    int id = 0;
    for (Piece piece : story.pieces()) {
      id++;
      BigDecimal total = BigDecimal.valueOf((long) piece.cents() * piece.quantity(), 2);
      BigDecimal[] taxes = {
        piece.taxed() ? cents(total.multiply(first)) : BigDecimal.ZERO.setScale(2),
        piece.taxed() ? cents(total.multiply(second)) : BigDecimal.ZERO.setScale(2),
      };
      BigDecimal tax = taxes[0].add(taxes[1]);
      ObjectNode line = SampleMoney.line(
        order,
        piece.list(),
        id,
        "Thing " + id,
        piece.quantity(),
        total.toPlainString(),
        tax.toPlainString()
      );
      if (california && tax.signum() != 0) {
        SampleMoney.rates(line, taxes[0].toPlainString(), taxes[1].toPlainString());
      }
      BigDecimal[] where = piece.list().equals("shipping_lines") ? shipping : cart;
      where[0] = where[0].add(taxes[0]);
      where[1] = where[1].add(taxes[1]);
      sum = sum.add(total).add(tax);
    }
    if (california) {
      SampleMoney.californian(
        order,
        cart[0].toPlainString(),
        cart[1].toPlainString(),
        shipping[0].toPlainString(),
        shipping[1].toPlainString()
      );
    } else {
      SampleMoney.taxed(order, cart[0].toPlainString(), shipping[0].toPlainString());
    }
    BigDecimal total = sum.add(BigDecimal.valueOf(story.centsOff(), 2));
    if (story.kind() == Kind.GIFT_CARD) {
      BigDecimal card = cents(total.divide(BigDecimal.valueOf(3), 2, RoundingMode.DOWN)).max(BigDecimal.ZERO);
      order.withArray("meta_data").addObject().put("key", "_card_paid").put("value", card.toPlainString());
      total = total.subtract(card);
    }
    return order
      .put("total_tax", cart[0].add(cart[1]).add(shipping[0]).add(shipping[1]).toPlainString())
      .put("total", total.toPlainString());
  }

  /** The shop gives back at most what is left of the order's total; beyond that it trusts who types. */
  private static List<Refund> refunds(Story story, Order order) {
    List<Refund> refunds = new ArrayList<>();
    BigDecimal left = order.total();
    for (Step step : story.steps()) {
      Random random = new Random(step.seed());
      ObjectNode refund = SampleMoney.refund(500 + refunds.size(), "0");
      BigDecimal amount = switch (step.way()) {
        case LINES -> giveLines(refund, order, random);
        case LINES_A_CENT_OFF -> giveLines(refund, order, random).add(
          random.nextBoolean() ? CENT : CENT.negate()
        );
        case AMOUNT -> left
          .multiply(BigDecimal.valueOf(random.nextInt(1, 100), 2))
          .setScale(2, RoundingMode.UP);
        case REST -> left;
      };
      if (amount.signum() > 0 && amount.compareTo(left) <= 0) {
        refund.put("amount", amount.toPlainString());
        refund.put("refunded_payment", random.nextBoolean());
        refund.put("date_created_gmt", "2026-07-0" + (1 + refunds.size()) + "T01:00:00");
        refunds.add(Refund.of(refund));
        left = left.subtract(amount);
      }
    }
    return refunds;
  }

  private static BigDecimal giveLines(ObjectNode refund, Order order, Random random) {
    BigDecimal amount = BigDecimal.ZERO;
    for (OrderLine line : order.lines()) {
      if (random.nextInt(3) == 0) {
        int pieces = random.nextInt(1, line.quantity().intValue() + 1);
        BigDecimal net = part(line.total(), pieces, line.quantity());
        List<BigDecimal> taxes = line
          .taxes()
          .stream()
          .map(tax -> part(tax.total(), pieces, line.quantity()))
          .toList();
        BigDecimal tax = taxes.stream().reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        ObjectNode given = SampleMoney.line(
          refund,
          list(line),
          900 + line.id(),
          line.name(),
          -pieces,
          net.negate().toPlainString(),
          tax.negate().toPlainString()
        );
        if (taxes.size() == 2) {
          SampleMoney.rates(
            given,
            taxes.getFirst().negate().toPlainString(),
            taxes.getLast().negate().toPlainString()
          );
        }
        if (random.nextBoolean()) {
          given
            .putArray("meta_data")
            .addObject()
            .put("key", "_refunded_item_id")
            .put("value", Long.toString(line.id()));
        }
        amount = amount.add(net).add(tax);
      }
    }
    return amount;
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static String list(OrderLine line) {
    return switch (line.kind()) {
      case ITEM -> "line_items";
      case SHIPPING -> "shipping_lines";
      case FEE -> "fee_lines";
    };
  }

  private static BigDecimal part(BigDecimal whole, int pieces, BigDecimal of) {
    return whole.multiply(BigDecimal.valueOf(pieces)).divide(of, 2, RoundingMode.HALF_UP);
  }

  private static Map<String, Amount> byTaxType(JsonNode document) {
    Map<String, Amount> sums = new HashMap<>();
    for (JsonNode line : document.path("LineItems")) {
      BigDecimal tax = InvoiceTotals.tax(line);
      sums.merge(
        line.path("TaxType").asText(),
        new Amount(InvoiceTotals.gross(document, line).subtract(tax), tax),
        Amount::plus
      );
    }
    return sums;
  }

  private static BigDecimal sum(List<Money> money) {
    return money.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
