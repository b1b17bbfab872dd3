package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.SampleBooks.documentOf;
import static io.ledgerroutes.xerostampli.SampleBooks.item;
import static io.ledgerroutes.xerostampli.SampleBooks.orderOf;
import static io.ledgerroutes.xerostampli.SampleBooks.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.Match.Ambiguous;
import io.ledgerroutes.xerostampli.Match.Matched;
import io.ledgerroutes.xerostampli.SampleBooks.Item;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** For any books of a supplier: no cent is lost, no order is used twice, nothing is guessed. */
class BillMatchingPropertiesTest {

  private static final LocalDate START = LocalDate.parse("2026-01-01");
  private static final BigDecimal CENT = new BigDecimal("0.01");

  /** Few numbers, words and amounts, so that they meet. */
  @Provide
  Arbitrary<SupplierBooks> books() {
    Arbitrary<List<PurchaseOrder>> orders = Combinators.combine(
      Arbitraries.integers().between(0, 12).list().ofMaxSize(7),
      Arbitraries.of("AUTHORISED", "AUTHORISED", "AUTHORISED", "BILLED", "BILLED", "SUBMITTED", "DELETED")
        .list()
        .ofSize(7),
      items().list().ofSize(7)
    ).as(BillMatchingPropertiesTest::orders);
    return Combinators.combine(orders, documents(), Arbitraries.integers().between(0, 1 << 24)).as(
      BillMatchingPropertiesTest::withHistory
    );
  }

  private static Arbitrary<Item[]> items() {
    Arbitrary<Item> one = Combinators.combine(
      Arbitraries.of("", "W1", "W2", "W3"),
      Arbitraries.of("", "Widget", "Gadget", "Freight", "Delivery to you"),
      Arbitraries.of("1", "2", "10", "12.5"),
      Arbitraries.of("10.00", "10.10", "33.33", "100.00", "0.00")
    ).as(SampleBooks::item);
    return one
      .list()
      .ofMinSize(1)
      .ofMaxSize(4)
      .map(list -> list.toArray(Item[]::new));
  }

  private static List<PurchaseOrder> orders(List<Integer> days, List<String> statuses, List<Item[]> items) {
    List<PurchaseOrder> orders = new ArrayList<>();
    for (int index = 0; index < days.size(); index++) {
      PurchaseOrder order = orderOf(
        "PO-100" + index,
        START.plusDays(days.get(index) * 15L).toString(),
        items.get(index)
      );
      orders.add(withStatus(order, statuses.get(index)));
    }
    return orders;
  }

  private static PurchaseOrder withStatus(PurchaseOrder order, String status) {
    return new PurchaseOrder(
      order.id(),
      order.number(),
      "",
      status,
      order.supplier(),
      "",
      order.date(),
      order.deliveryDate(),
      order.currency(),
      order.amounts(),
      order.net(),
      order.tax(),
      order.total(),
      order.lines(),
      order.updated()
    );
  }

  private record Paper(String type, String status, String number, int day, Item[] items) {}

  private static Arbitrary<List<SupplierDocument>> documents() {
    Arbitrary<Paper> paper = Combinators.combine(
      Arbitraries.of("ACCPAY", "ACCPAY", "ACCPAY", "ACCPAYCREDIT"),
      Arbitraries.of("AUTHORISED", "PAID", "SUBMITTED", "VOIDED"),
      Arbitraries.of(
        "",
        "",
        "",
        "PO-1000",
        "PO-1001",
        "PO-1002",
        "PO-1000/PO-1001",
        "PO-1000 PO-1001 PO-1002",
        "PO-7777",
        "SI-5000",
        "SI-5001"
      ),
      Arbitraries.integers().between(0, 180),
      items()
    ).as(Paper::new);
    return paper
      .list()
      .ofMaxSize(9)
      .map(papers -> {
        List<SupplierDocument> documents = new ArrayList<>();
        for (Paper one : papers) {
          String date = START.plusDays(one.day()).toString();
          documents.add(
            documentOf(one.type(), "doc" + documents.size(), one.number(), one.status(), date, one.items())
          );
        }
        return documents;
      });
  }

  /** Some were delivered or paired before, with any order, whether it fits or not. */
  private static SupplierBooks withHistory(
    List<PurchaseOrder> orders,
    List<SupplierDocument> documents,
    int seed
  ) {
    Random random = new Random(seed);
    Map<String, List<Share>> filed = new HashMap<>();
    Map<String, List<String>> pairings = new HashMap<>();
    for (SupplierDocument document : orders.isEmpty() ? List.<SupplierDocument>of() : documents) {
      String order = orders.get(random.nextInt(orders.size())).id();
      switch (random.nextInt(8)) {
        case 0 -> filed.put(document.id(), List.of(share(order, signed(document).toPlainString())));
        case 1 -> filed.put(document.id(), List.of(share(order, "12.34")));
        case 2 -> pairings.put(document.id(), List.of(order));
        case 3 -> pairings.put(document.id(), orders.stream().limit(2).map(PurchaseOrder::id).toList());
        default -> {}
      }
    }
    return new SupplierBooks(documents, orders, List.of(), filed, pairings);
  }

  private static BigDecimal signed(SupplierDocument document) {
    return document.isCredit() ? document.net().negate() : document.net();
  }

  private static Map<String, Match> match(SupplierBooks books) {
    return BillMatching.of(books, MatchSettings.DEFAULT);
  }

  private static BigDecimal sum(List<Share> shares) {
    return shares.stream().map(Share::net).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean counts(SupplierDocument document) {
    return !document.status().equals("VOIDED");
  }

  private static boolean isFreight(SupplierDocument.Line line) {
    return line.description().startsWith("Freight") || line.description().startsWith("Delivery");
  }

  @Property(tries = 300)
  void each_document_that_counts_has_one_answer_and_no_other_has(@ForAll("books") SupplierBooks books) {
    Map<String, Match> matches = match(books);

    assertThat(matches).containsOnlyKeys(
      books
        .documents()
        .stream()
        .filter(BillMatchingPropertiesTest::counts)
        .map(SupplierDocument::id)
        .toArray(String[]::new)
    );
    assertThat(matches.values()).allSatisfy(match -> {
      assertThat(match.score()).isBetween(0, 100);
      assertThat(match.reasons()).isNotEmpty().doesNotContain("");
    });
    matches.values().forEach(match -> Statistics.collect(match.getClass().getSimpleName()));
  }

  @Property(tries = 300)
  void shares_come_to_the_documents_net_without_unordered_freight(@ForAll("books") SupplierBooks books) {
    match(books).forEach((id, match) -> {
      if (match instanceof Matched matched) {
        SupplierDocument document = document(books, id);
        BigDecimal outside = signed(document).subtract(sum(matched.shares())).abs();
        List<Integer> paired = matched.lines().stream().map(Match.LinePair::billLine).toList();
        BigDecimal freight = BigDecimal.ZERO;
        for (int line = 0; line < document.lines().size(); line++) {
          if (!paired.contains(line) && isFreight(document.lines().get(line))) {
            freight = freight.add(document.lines().get(line).amount());
          }
        }
        assertThat(outside).isIn(BigDecimal.ZERO.setScale(2), freight.setScale(2));
        assertThat(paired).doesNotHaveDuplicates();
        Statistics.collect(outside.signum() == 0 ? "whole" : "with freight");
      }
    });
  }

  private static SupplierDocument document(SupplierBooks books, String id) {
    return books
      .documents()
      .stream()
      .filter(one -> one.id().equals(id))
      .findFirst()
      .orElseThrow();
  }

  @Property(tries = 300)
  void no_order_is_used_beyond_its_net_and_the_tolerance_by_itself(@ForAll("books") SupplierBooks books) {
    SupplierBooks unspoken = new SupplierBooks(
      books.documents(),
      books.orders(),
      List.of(),
      Map.of(),
      Map.of()
    );

    assertNoneOverBilled(unspoken, match(unspoken));
  }

  private static void assertNoneOverBilled(SupplierBooks books, Map<String, Match> matches) {
    Map<String, BigDecimal> used = new HashMap<>();
    matches
      .values()
      .forEach(match -> {
        if (match instanceof Matched matched) {
          matched.shares().forEach(share -> used.merge(share.order(), share.net(), BigDecimal::add));
        }
      });
    books
      .orders()
      .forEach(order ->
        assertThat(used.getOrDefault(order.id(), BigDecimal.ZERO))
          .as(order.number())
          .isLessThanOrEqualTo(order.net().add(order.net().multiply(CENT).min(BigDecimal.TEN)))
          .isGreaterThanOrEqualTo(BigDecimal.ZERO)
      );
  }

  /** What the property above would say of a matching that lets every bill pass. */
  @Test
  void without_a_guard_the_same_check_finds_over_billing() {
    SupplierBooks books = new SampleBooks()
      .order("PO-1000", "2026-01-01", SampleBooks.sum("100.00"))
      .bill("doc0", "PO-1000", "2026-01-02", SampleBooks.sum("111.00"))
      .books();
    MatchSettings noGuard = new MatchSettings(
      List.of(),
      new BigDecimal("1000000"),
      new BigDecimal("1000000"),
      90
    );

    assertNoneOverBilled(books, match(books));
    assertThatThrownBy(() -> assertNoneOverBilled(books, BillMatching.of(books, noGuard))).isInstanceOf(
      AssertionError.class
    );
  }

  @Property(tries = 300)
  void the_order_of_reading_changes_nothing(@ForAll("books") SupplierBooks books, @ForAll Random random) {
    List<SupplierDocument> documents = new ArrayList<>(books.documents());
    List<PurchaseOrder> orders = new ArrayList<>(books.orders());
    Collections.shuffle(documents, random);
    Collections.shuffle(orders, random);

    assertThat(
      match(new SupplierBooks(documents, orders, List.of(), books.filed(), books.pairings()))
    ).isEqualTo(match(books));
  }

  @Property(tries = 300)
  void what_was_filed_with_the_same_net_stands(@ForAll("books") SupplierBooks books) {
    SupplierBooks unpaired = new SupplierBooks(
      books.documents(),
      books.orders(),
      List.of(),
      books.filed(),
      Map.of()
    );
    Map<String, Match> matches = match(unpaired);

    unpaired
      .filed()
      .forEach((id, shares) -> {
        SupplierDocument document = document(unpaired, id);
        if (counts(document) && sum(shares).compareTo(signed(document)) == 0) {
          assertThat(matches.get(id)).isInstanceOfSatisfying(Matched.class, matched ->
            assertThat(matched.shares()).isEqualTo(shares)
          );
        }
      });
  }

  @Property(tries = 300)
  void what_a_person_paired_is_followed_to_orders_that_are_there(@ForAll("books") SupplierBooks books) {
    SupplierBooks unfiled = new SupplierBooks(
      books.documents(),
      books.orders(),
      List.of(),
      Map.of(),
      books.pairings()
    );
    Map<String, Match> matches = match(unfiled);
    Map<String, String> statuses = unfiled
      .orders()
      .stream()
      .collect(Collectors.toMap(PurchaseOrder::id, PurchaseOrder::status));

    unfiled
      .pairings()
      .forEach((id, orders) -> {
        if (!counts(document(unfiled, id))) {
          return;
        }
        if (orders.stream().map(statuses::get).anyMatch("DELETED"::equals)) {
          assertThat(matches.get(id)).isInstanceOf(Match.Unmatched.class);
        } else {
          assertThat(matches.get(id)).isInstanceOfSatisfying(Matched.class, matched ->
            assertThat(orders).containsAll(matched.shares().stream().map(Share::order).toList())
          );
        }
      });
  }

  @Property(tries = 300)
  void an_order_that_has_nothing_to_do_with_them_changes_nothing(@ForAll("books") SupplierBooks books) {
    List<PurchaseOrder> orders = new ArrayList<>(books.orders());
    PurchaseOrder order = orderOf("PO-9999", "2026-01-01", item("W1", "Widget", "1", "100.00"));
    orders.add(
      new PurchaseOrder(
        order.id(),
        order.number(),
        "",
        "AUTHORISED",
        order.supplier(),
        "",
        order.date(),
        order.deliveryDate(),
        "EUR",
        order.amounts(),
        order.net(),
        order.tax(),
        order.total(),
        order.lines(),
        order.updated()
      )
    );

    assertThat(
      match(new SupplierBooks(books.documents(), orders, List.of(), books.filed(), books.pairings()))
    ).isEqualTo(match(books));
  }

  @Property(tries = 300)
  void two_equal_orders_are_always_ambiguous_for_a_bill_without_a_number(
    @ForAll @IntRange(min = 1, max = 100_000_00) int cents,
    @ForAll @IntRange(min = 0, max = 90) int first,
    @ForAll @IntRange(min = 0, max = 90) int second
  ) {
    String amount = BigDecimal.valueOf(cents, 2).toPlainString();
    Match match = new SampleBooks()
      .order("PO-1000", START.plusDays(first).toString(), SampleBooks.sum(amount))
      .order("PO-1001", START.plusDays(second).toString(), SampleBooks.sum(amount))
      .bill("doc", START.plusDays(90).toString(), SampleBooks.sum(amount))
      .match("doc");

    assertThat(match).isInstanceOfSatisfying(Ambiguous.class, ambiguous ->
      assertThat(ambiguous.candidates()).hasSize(2)
    );
  }

  @Property(tries = 300)
  void part_bills_of_one_order_are_matched_until_it_is_used_up_and_never_after(
    @ForAll @IntRange(min = 1, max = 1_000_00) int part,
    @ForAll @IntRange(min = 1, max = 8) int parts
  ) {
    SampleBooks books = new SampleBooks().order(
      "PO-1000",
      START.toString(),
      SampleBooks.sum(BigDecimal.valueOf((long) part * parts, 2).toPlainString())
    );
    for (int index = 0; index <= parts; index++) {
      String amount = BigDecimal.valueOf(part, 2).toPlainString();
      books.bill("doc" + index, "PO-1000", START.plusDays(index).toString(), SampleBooks.sum(amount));
    }

    Map<String, Match> matches = books.match();

    for (int index = 0; index < parts; index++) {
      assertThat(matches.get("doc" + index)).isInstanceOf(Matched.class);
    }
    assertThat(matches.get("doc" + parts)).isInstanceOf(Match.Unmatched.class);
  }
}
