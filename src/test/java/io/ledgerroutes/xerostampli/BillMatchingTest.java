package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.SampleBooks.documentOf;
import static io.ledgerroutes.xerostampli.SampleBooks.item;
import static io.ledgerroutes.xerostampli.SampleBooks.share;
import static io.ledgerroutes.xerostampli.SampleBooks.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xerostampli.Match.Ambiguous;
import io.ledgerroutes.xerostampli.Match.Candidate;
import io.ledgerroutes.xerostampli.Match.Matched;
import io.ledgerroutes.xerostampli.Match.Unmatched;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule P3, with the accountant's numbers. */
class BillMatchingTest {

  private static final String MAY = "2026-05-01";
  private static final String JUNE = "2026-06-01";

  private static SampleBooks tenThousand() {
    return new SampleBooks().order("PO-0042", MAY, sum("10000.00"));
  }

  private static Matched matched(Match match) {
    assertThat(match).isInstanceOf(Matched.class);
    return (Matched) match;
  }

  private static Unmatched unmatched(Match match) {
    assertThat(match).isInstanceOf(Unmatched.class);
    return (Unmatched) match;
  }

  private static Ambiguous ambiguous(Match match) {
    assertThat(match).isInstanceOf(Ambiguous.class);
    return (Ambiguous) match;
  }

  private static ListAssert<Share> assertShares(Match match) {
    return assertThat(matched(match).shares());
  }

  @Test
  void two_part_bills_of_4000_and_6000_use_an_order_of_10000_up() {
    SampleBooks books = tenThousand()
      .bill("first", "PO-0042", "2026-05-10", sum("4000.00"))
      .bill("second", "PO-0042", "2026-05-20", sum("6000.00"));

    assertShares(books.match("first")).containsExactly(share("PO-0042", "4000.00"));
    assertThat(books.match("first").reasons()).containsSubsequence(
      "names PO-0042",
      "4,000.00 of the 10,000.00 that were left of PO-0042; 6,000.00 stays open"
    );
    assertShares(books.match("second")).containsExactly(share("PO-0042", "6000.00"));
    assertThat(books.match("second").reasons()).contains("all of the 6,000.00 that were left of PO-0042");
  }

  @Test
  void a_third_part_bill_is_over_billed_and_never_matched() {
    Match third = tenThousand()
      .bill("first", "PO-0042", "2026-05-10", sum("4000.00"))
      .bill("second", "PO-0042", "2026-05-20", sum("6000.00"))
      .bill("third", "PO-0042", "2026-05-30", sum("100.00"))
      .match("third");

    assertThat(unmatched(third).reasons()).startsWith(
      "over-billed by 100.00: 100.00 where 0.00 is left of PO-0042",
      "names PO-0042"
    );
    assertThat(unmatched(third).candidates())
      .first()
      .extracting(Candidate::numbers)
      .isEqualTo(List.of("PO-0042"));
  }

  /** 1 % of 500.00 is 5.00; of 10,000.00 it would be 100.00, so 10.00 counts. */
  @ParameterizedTest
  @CsvSource(
    {
      "500.00, 505.00, true",
      "500.00, 505.01, false",
      "10000.00, 10010.00, true",
      "10000.00, 10010.01, false",
      "1000.00, 1010.00, true",
      "1000.00, 1010.01, false",
      "999.00, 1008.99, true",
      "999.00, 1009.00, false",
      "0.50, 0.50, true",
      "0.50, 0.51, false",
    }
  )
  void a_bill_may_exceed_what_is_left_by_one_percent_or_ten(String left, String net, boolean fits) {
    Match match = new SampleBooks()
      .order("PO-0042", MAY, sum(left))
      .bill("INV-1", "PO-0042", JUNE, sum(net))
      .match("INV-1");

    assertThat(match instanceof Matched).isEqualTo(fits);
    if (!fits) {
      assertThat(match.reasons()).first().asString().startsWith("over-billed by ");
    }
  }

  @Test
  void the_tolerance_is_of_what_is_left_and_not_of_the_whole_order() {
    SampleBooks books = tenThousand().bill("first", "PO-0042", "2026-05-10", sum("9900.00"));

    assertThat(books.bill("second", "PO-0042", JUNE, sum("101.01")).match("second")).isInstanceOf(
      Unmatched.class
    );
    assertThat(
      tenThousand()
        .bill("first", "PO-0042", "2026-05-10", sum("9900.00"))
        .bill("second", "PO-0042", JUNE, sum("101.00"))
        .match("second")
    ).isInstanceOf(Matched.class);
  }

  @Test
  void an_order_marked_billed_stays_a_candidate_until_mirrored_bills_use_it_up() {
    SampleBooks books = tenThousand()
      .but(order -> order.status("BILLED"))
      .bill("first", "PO-0042", "2026-05-10", sum("4000.00"))
      .bill("second", "PO-0042", "2026-05-20", sum("6000.00"))
      .bill("third", "PO-0042", "2026-05-30", sum("10.00"));

    assertThat(books.match("second")).isInstanceOf(Matched.class);
    assertThat(books.match("third")).isInstanceOf(Unmatched.class);
  }

  @Test
  void a_credit_gives_back_to_the_order_that_it_names() {
    SampleBooks books = tenThousand()
      .bill("first", "PO-0042", "2026-05-10", sum("10000.00"))
      .credit("CN-1 for PO-0042", "2026-05-15", sum("4000.00"))
      .bill("again", "PO-0042", "2026-05-20", sum("4000.00"));

    assertShares(books.match("CN-1 for PO-0042")).containsExactly(share("PO-0042", "-4000.00"));
    assertThat(books.match("CN-1 for PO-0042").reasons()).contains(
      "gives back 4,000.00 of the 10,000.00 that were billed to PO-0042"
    );
    assertThat(books.match("again")).isInstanceOf(Matched.class);
  }

  @Test
  void a_credit_gives_back_to_the_order_of_the_bill_that_it_names() {
    SampleBooks books = tenThousand()
      .bill("b", "SI-77001 PO-0042", "2026-05-10", sum("10000.00"))
      .credit("CN-1", "2026-05-15", item("", "Returned goods of SI-77001 PO-0042", "1", "300.00"));
    SampleBooks byItsOwnNumber = tenThousand()
      .bill("b", "SI-77001", "2026-05-10", sum("10000.00"))
      .credit("CN-1", "2026-05-15", item("", "Returned goods of bill SI-77001", "1", "300.00"));

    assertShares(books.match("CN-1")).containsExactly(share("PO-0042", "-300.00"));
    assertShares(byItsOwnNumber.match("CN-1")).containsExactly(share("PO-0042", "-300.00"));
    assertThat(byItsOwnNumber.match("CN-1").reasons()).startsWith("credits a bill that belongs to PO-0042");
  }

  @Test
  void a_credit_never_gives_back_more_than_was_billed() {
    SampleBooks books = tenThousand()
      .bill("first", "PO-0042", "2026-05-10", sum("4000.00"))
      .credit("PO-0042-C", "2026-05-15", sum("4000.01"));

    assertThat(unmatched(books.match("PO-0042-C")).reasons()).startsWith(
      "would give back 4,000.01, where only 4,000.00 of PO-0042 was billed"
    );
  }

  @Test
  void a_credit_that_names_nothing_is_unmatched_even_if_its_amount_fits() {
    Match credit = tenThousand()
      .bill("first", "PO-0042", "2026-05-10", sum("4000.00"))
      .credit("CN-9", "2026-05-15", sum("4000.00"))
      .match("CN-9");

    assertThat(unmatched(credit).reasons()).containsExactly("names neither an order nor a bill");
  }

  @Test
  void a_credit_of_a_bill_whose_number_two_bills_have_is_ambiguous() {
    Match credit = tenThousand()
      .order("PO-0043", MAY, sum("500.00"))
      .bill("a", "SI-1000", "2026-05-10", sum("10000.00"))
      .bill("b", "SI-1000", "2026-05-10", sum("500.00"))
      .credit("CN SI-1000", "2026-05-15", sum("100.00"))
      .match("CN SI-1000");

    assertThat(ambiguous(credit).candidates()).hasSize(2);
  }

  @Test
  void a_credit_of_a_bill_that_is_matched_only_later_finds_it() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, sum("600.00"))
      .order("PO-0043", MAY, sum("400.00"))
      .bill("b", "SI-77001", "2026-05-10", sum("1000.00"))
      .credit("CN SI-77001", "2026-05-15", sum("100.00"));

    assertThat(books.match("b")).isInstanceOf(Matched.class);
    assertThat(matched(books.match("CN SI-77001")).shares()).containsExactly(
      share("PO-0042", "-60.00"),
      share("PO-0043", "-40.00")
    );
  }

  @Test
  void freight_outside_the_order_is_listed_and_not_failed() {
    Match match = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "Widget", "40", "250.00"))
      .bill(
        "INV-1",
        "PO-0042",
        JUNE,
        item("W1", "Widget", "40", "250.00"),
        item("", "Freight to Napier", "1", "150.00")
      )
      .match("INV-1");

    assertShares(match).containsExactly(share("PO-0042", "10000.00"));
    assertThat(match.reasons()).containsSubsequence(
      "names PO-0042",
      "all of the 10,000.00 that were left of PO-0042",
      "line 2, 150.00, is freight outside the order",
      "1 of 2 lines are on the order"
    );
  }

  @Test
  void freight_that_the_order_has_is_part_of_it() {
    Match match = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "Widget", "40", "250.00"), item("", "Freight", "1", "150.00"))
      .bill(
        "INV-1",
        "PO-0042",
        JUNE,
        item("W1", "Widget", "20", "250.00"),
        item("", "freight", "1", "150.00")
      )
      .match("INV-1");

    assertShares(match).containsExactly(share("PO-0042", "5150.00"));
  }

  @Test
  void goods_outside_the_order_count_as_over_billing() {
    Match match = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "Widget", "40", "250.00"))
      .bill(
        "INV-1",
        "PO-0042",
        JUNE,
        item("W1", "Widget", "40", "250.00"),
        item("W2", "Gadget", "1", "150.00")
      )
      .match("INV-1");

    assertThat(unmatched(match).reasons()).contains(
      "over-billed by 150.00: 10,150.00 where 10,000.00 is left of PO-0042",
      "line 2 is not on the order"
    );
  }

  @Test
  void a_bill_that_is_more_freight_than_goods_cannot_pass_as_freight() {
    Match match = new SampleBooks()
      .order("PO-0042", MAY, sum("100.00"))
      .bill("INV-1", "PO-0042", JUNE, sum("100.00"), item("", "Delivery of 90 widgets", "1", "900.00"))
      .match("INV-1");

    assertThat(unmatched(match).reasons()).first().asString().startsWith("over-billed by 900.00");
  }

  @Test
  void freight_is_called_as_the_settings_say() {
    SampleBooks books = tenThousand().bill(
      "INV-1",
      "PO-0042",
      JUNE,
      sum("10000.00"),
      item("", "Fragt", "1", "80.00")
    );
    MatchSettings usual = MatchSettings.DEFAULT;

    assertThat(books.match("INV-1")).isInstanceOf(Unmatched.class);
    assertShares(
      books
        .settings(
          new MatchSettings(usual.numbers(), usual.percent(), usual.most(), usual.days(), Set.of("fragt"))
        )
        .match("INV-1")
    ).containsExactly(share("PO-0042", "10000.00"));
  }

  @Test
  void amounts_with_tax_in_them_are_compared_without_it() {
    Match match = tenThousand()
      .add(
        documentOf(
          "ACCPAY",
          "INV-1",
          "SI-1",
          "your order PO-0042",
          "AUTHORISED",
          JUNE,
          "Inclusive",
          new BigDecimal("15"),
          sum("10000.00")
        )
      )
      .match("INV-1");

    assertShares(match).containsExactly(share("PO-0042", "10000.00"));
  }

  @ParameterizedTest
  @ValueSource(strings = { "DRAFT", "VOIDED", "DELETED" })
  void what_does_not_count_uses_nothing_up_and_has_no_match(String status) {
    SampleBooks books = tenThousand()
      .document("ACCPAY", "gone", "PO-0042", status, "2026-05-10", sum("10000.00"))
      .bill("INV-1", "PO-0042", JUNE, sum("10000.00"));

    assertThat(books.match()).containsOnlyKeys("INV-1");
    assertThat(books.match("INV-1")).isInstanceOf(Matched.class);
  }

  @ParameterizedTest
  @CsvSource(
    {
      "DRAFT, PO-0042 is still a draft",
      "SUBMITTED, PO-0042 still waits for approval",
      "DELETED, PO-0042 was deleted",
    }
  )
  void an_order_that_is_not_approved_takes_nothing(String status, String reason) {
    Match match = tenThousand()
      .but(order -> order.status(status))
      .bill("INV-1", "PO-0042", JUNE, sum("10000.00"))
      .match("INV-1");

    assertThat(unmatched(match).reasons()).containsExactly(reason);
    assertThat(unmatched(match).candidates()).isEmpty();
  }

  @Test
  void a_bill_that_has_the_number_of_anothers_order_is_not_matched_by_its_amount() {
    SampleBooks books = tenThousand()
      .order("1001", MAY, sum("500.00"))
      .ofAnother()
      .bill("INV-1", "1001", JUNE, sum("10000.00"));

    assertThat(unmatched(books.match("INV-1")).reasons()).containsExactly(
      "1001 is an order of another supplier"
    );
  }

  @Test
  void how_another_supplier_numbers_its_orders_says_nothing_of_this_ones_bills() {
    SampleBooks books = tenThousand()
      .order("INV-1000", MAY, sum("500.00"))
      .ofAnother()
      .bill("INV-1001", JUNE, sum("10000.00"));

    assertShares(books.match("INV-1001")).containsExactly(share("PO-0042", "10000.00"));
  }

  @Test
  void an_order_of_another_supplier_or_currency_takes_nothing() {
    assertThat(
      unmatched(
        tenThousand().ofAnother().bill("INV-1", "PO-0042", JUNE, sum("10000.00")).match("INV-1")
      ).reasons()
    ).containsExactly("PO-0042 is an order of another supplier");
    assertThat(
      unmatched(
        tenThousand()
          .but(order -> order.currency("EUR"))
          .bill("INV-1", "PO-0042", JUNE, sum("10000.00"))
          .match("INV-1")
      ).reasons()
    ).containsExactly("PO-0042 is in EUR, this is in NZD");
  }

  @Test
  void an_unknown_number_is_unmatched_although_an_amount_would_fit() {
    Match match = tenThousand().bill("INV-1", "PO-0099", JUNE, sum("10000.00")).match("INV-1");

    assertThat(unmatched(match).reasons()).containsExactly(
      "names PO-0099, which is no order of this supplier"
    );
    assertThat(unmatched(match).candidates())
      .extracting(Candidate::numbers)
      .containsExactly(List.of("PO-0042"));
  }

  @Test
  void one_known_and_one_unknown_number_are_not_guessed_about() {
    Match match = tenThousand().bill("INV-1", "PO-0042 PO-0099", JUNE, sum("10000.00")).match("INV-1");

    assertThat(unmatched(match).reasons()).containsExactly(
      "names PO-0099, which is no order of this supplier"
    );
    assertThat(unmatched(match).candidates()).hasSize(1);
  }

  @Test
  void a_number_that_two_orders_have_is_ambiguous() {
    Match match = tenThousand()
      .order("PO-0042", MAY, sum("10000.00"))
      .but(order -> order.id("another"))
      .bill("INV-1", "PO-0042", JUNE, sum("10000.00"))
      .match("INV-1");

    assertThat(ambiguous(match).reasons()).containsExactly("PO-0042 is the number of several orders");
    assertThat(ambiguous(match).candidates()).hasSize(2);
  }

  @Test
  void a_deleted_order_does_not_make_its_number_ambiguous() {
    Match match = tenThousand()
      .order("PO-0042", MAY, sum("500.00"))
      .but(order -> order.id("another").status("DELETED"))
      .bill("INV-1", "PO-0042", JUNE, sum("10000.00"))
      .match("INV-1");

    assertShares(match).containsExactly(share("PO-0042", "10000.00"));
  }

  @Test
  void a_bill_of_two_orders_is_shared_by_its_lines() {
    Match match = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "Widget", "40", "250.00"))
      .order("PO-0043", MAY, item("W2", "Gadget", "10", "33.33"))
      .bill(
        "INV-1",
        "PO-0042/PO-0043",
        JUNE,
        item("W2", "Gadget", "4", "33.33"),
        item("W1", "Widget", "12", "250.50")
      )
      .match("INV-1");

    assertShares(match).containsExactly(share("PO-0042", "3006.00"), share("PO-0043", "133.32"));
    assertThat(matched(match).lines()).containsExactly(
      new Match.LinePair(0, "PO-0043", 0, "by item code: 4 of 10; same price"),
      new Match.LinePair(1, "PO-0042", 0, "by item code: 12 of 40; 0.50 dearer a piece")
    );
    assertThat(match.reasons()).contains("line 2 by item code: 12 of 40; 0.50 dearer a piece");
  }

  @Test
  void a_bill_of_two_orders_without_lines_alike_is_shared_by_what_is_left() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "Widget", "1", "4000.00"))
      .order("PO-0043", MAY, item("W2", "Gadget", "1", "6000.00"))
      .bill("INV-1", "PO-0042, PO-0043", JUNE, sum("3333.33"));

    assertShares(books.match("INV-1")).containsExactly(
      share("PO-0042", "1333.33"),
      share("PO-0043", "2000.00")
    );
  }

  @Test
  void a_bill_of_two_orders_may_exceed_both_together_by_one_percent_or_ten() {
    assertShares(ofBoth("100.00", "6000.00", "6110.00")).containsExactly(
      share("PO-0042", "100.91"),
      share("PO-0043", "6009.09")
    );
    assertThat(ofBoth("100.00", "6000.00", "6110.01").reasons()).startsWith(
      "over-billed by 10.01: 6,110.01 where 6,100.00 is left of PO-0042 and PO-0043"
    );
    assertThat(ofBoth("5000.00", "5000.00", "10010.00")).isInstanceOf(Matched.class);
    assertThat(ofBoth("5000.00", "5000.00", "10020.00").reasons()).startsWith(
      "over-billed by 20.00: 10,020.00 where 10,000.00 is left of PO-0042 and PO-0043"
    );
    assertThat(ofBoth("100.00", "200.00", "303.00")).isInstanceOf(Matched.class);
    assertThat(ofBoth("100.00", "200.00", "303.01")).isInstanceOf(Unmatched.class);
  }

  private static Match ofBoth(String one, String other, String net) {
    return new SampleBooks()
      .order("PO-0042", MAY, sum(one))
      .order("PO-0043", MAY, sum(other))
      .bill("INV-1", "PO-0042, PO-0043", JUNE, sum(net))
      .match("INV-1");
  }

  @Test
  void without_a_number_an_exact_amount_of_one_order_is_enough() {
    Match match = tenThousand()
      .order("PO-0043", MAY, sum("9999.99"))
      .bill("INV-1", JUNE, sum("10000.00"))
      .match("INV-1");

    assertShares(match).containsExactly(share("PO-0042", "10000.00"));
    assertThat(match.reasons()).startsWith(
      "names no order; the amount is exactly that of PO-0042 and of nothing else"
    );
    assertThat(match.score()).isLessThan(
      tenThousand().bill("PO-0042", JUNE, sum("1.00")).match("PO-0042").score()
    );
  }

  @ParameterizedTest
  @ValueSource(strings = { "9999.99", "10000.01", "4000.00" })
  void without_a_number_a_cent_or_a_part_is_not_enough(String net) {
    Match match = tenThousand().bill("INV-1", JUNE, sum(net)).match("INV-1");

    assertThat(unmatched(match).reasons())
      .first()
      .asString()
      .startsWith("names no order, and no open order within 90 days has exactly ");
    assertThat(unmatched(match).candidates()).hasSize(net.startsWith("10000") ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({ "2026-07-30, true", "2026-07-31, false", "2026-01-31, true", "2026-01-30, false" })
  void without_a_number_ninety_days_are_near_enough(String date, boolean near) {
    Match match = tenThousand().bill("INV-1", date, sum("10000.00")).match("INV-1");

    assertThat(match instanceof Matched).isEqualTo(near);
  }

  @Test
  void two_orders_of_the_same_amount_are_ambiguous() {
    Match match = tenThousand()
      .order("PO-0043", MAY, sum("10000.00"))
      .bill("INV-1", JUNE, sum("10000.00"))
      .match("INV-1");

    assertThat(ambiguous(match).reasons()).containsExactly(
      "names no order, and 2 open orders have exactly its amount left"
    );
    assertThat(ambiguous(match).candidates())
      .extracting(Candidate::numbers)
      .containsExactly(List.of("PO-0042"), List.of("PO-0043"));
  }

  @Test
  void two_bills_of_the_same_amount_are_ambiguous_for_one_order() {
    SampleBooks books = tenThousand()
      .bill("INV-1", "2026-05-10", sum("10000.00"))
      .bill("INV-2", "2026-05-20", sum("10000.00"));

    assertThat(books.match().values()).allSatisfy(match -> assertThat(match).isInstanceOf(Ambiguous.class));
  }

  @Test
  void an_order_that_another_bill_names_is_not_taken_by_its_amount() {
    SampleBooks books = tenThousand()
      .bill("INV-1", "2026-05-10", sum("10000.00"))
      .bill("INV-2", "PO-0042", "2026-05-20", sum("10000.00"));
    SampleBooks heldNumber = tenThousand()
      .bill("INV-1", "2026-05-10", sum("10000.00"))
      .bill("INV-2", "PO-0042", "2026-05-20", sum("12000.00"));

    assertThat(books.match("INV-1")).isInstanceOf(Unmatched.class);
    assertThat(books.match("INV-2")).isInstanceOf(Matched.class);
    assertThat(ambiguous(heldNumber.match("INV-1")).reasons()).containsExactly(
      "names no order; the amount is that of PO-0042, which another bill names"
    );
  }

  @Test
  void without_a_number_the_sum_of_two_or_three_orders_is_enough_if_it_is_the_only_one() {
    SampleBooks books = new SampleBooks()
      .order("PO-1001", MAY, sum("100.00"))
      .order("PO-1002", MAY, sum("250.00"))
      .order("PO-1003", MAY, sum("1700.00"))
      .bill("INV-1", JUNE, sum("2050.00"));

    assertShares(books.match("INV-1")).containsExactly(
      share("PO-1001", "100.00"),
      share("PO-1002", "250.00"),
      share("PO-1003", "1700.00")
    );
    assertThat(ambiguous(books.order("PO-1004", MAY, sum("350.00")).match("INV-1")).candidates())
      .extracting(Candidate::numbers)
      .containsExactlyInAnyOrder(List.of("PO-1001", "PO-1002", "PO-1003"), List.of("PO-1003", "PO-1004"));
  }

  @Test
  void among_many_orders_sums_are_not_looked_for() {
    SampleBooks books = new SampleBooks();
    for (int index = 0; index < 21; index++) {
      books.order("PO-10" + (10 + index), MAY, sum((1 << index) + ".00"));
    }

    assertThat(books.bill("INV-1", JUNE, sum("3.00")).match("INV-1")).isInstanceOf(Unmatched.class);
  }

  @Test
  void what_was_filed_stands_and_what_a_person_paired_is_followed() {
    SampleBooks books = tenThousand()
      .order("PO-0043", MAY, sum("50.00"))
      .bill("early", "PO-0042", "2026-05-02", sum("8000.00"))
      .bill("filed", "SI-1", "2026-05-10", sum("9000.00"))
      .bill("paired", "SI-2", "2026-05-20", sum("700.00"))
      .filed("filed", share("PO-0042", "9000.00"))
      .paired("paired", "PO-0043");

    assertShares(books.match("filed")).containsExactly(share("PO-0042", "9000.00"));
    assertThat(books.match("filed").reasons()).startsWith("was delivered with PO-0042");
    assertShares(books.match("paired")).containsExactly(share("PO-0043", "700.00"));
    assertThat(books.match("paired").reasons()).startsWith(
      "a person paired it with PO-0043",
      "over-billed by 650.00: 700.00 where 50.00 is left of PO-0043"
    );
    assertThat(books.match("early").reasons()).startsWith(
      "over-billed by 7,000.00: 8,000.00 where 1,000.00 is left of PO-0042"
    );
  }

  @Test
  void a_delivered_bill_whose_amount_changed_keeps_its_order_while_it_fits() {
    SampleBooks fits = tenThousand()
      .bill("early", "PO-0042", "2026-05-02", sum("8000.00"))
      .bill("changed", "SI-1", "2026-05-10", sum("4500.00"))
      .filed("changed", share("PO-0042", "4000.00"));
    SampleBooks fitsNoMore = tenThousand()
      .bill("changed", "SI-1", "2026-05-10", sum("10500.00"))
      .filed("changed", share("PO-0042", "4000.00"));

    assertShares(fits.match("changed")).containsExactly(share("PO-0042", "4500.00"));
    assertThat(fits.match("early")).isInstanceOf(Unmatched.class);
    assertThat(unmatched(fitsNoMore.match("changed")).reasons()).startsWith(
      "over-billed by 500.00: 10,500.00 where 10,000.00 is left of PO-0042",
      "was delivered with PO-0042, and its amount has changed since"
    );
  }

  @Test
  void a_person_who_pairs_a_delivered_bill_with_another_order_is_followed() {
    Match match = tenThousand()
      .order("PO-0043", MAY, sum("4000.00"))
      .bill("filed", "SI-1", "2026-05-10", sum("4000.00"))
      .filed("filed", share("PO-0042", "4000.00"))
      .paired("filed", "PO-0043")
      .match("filed");

    assertShares(match).containsExactly(share("PO-0043", "4000.00"));
  }

  @Test
  void a_pairing_with_an_order_that_is_gone_waits_for_a_person_and_is_not_replaced_by_a_guess() {
    Match match = tenThousand()
      .order("PO-0043", MAY, sum("4000.00"))
      .but(order -> order.status("DELETED"))
      .bill("INV-1", "PO-0042", "2026-05-10", sum("4000.00"))
      .paired("INV-1", "PO-0043")
      .match("INV-1");

    assertThat(unmatched(match).reasons()).containsExactly(
      "a person paired it with an order that was deleted, or is of another supplier or currency: pair it again"
    );
  }

  @Test
  void numbers_are_found_by_the_settings_patterns_alone_where_there_are_some() {
    MatchSettings patterns = new MatchSettings(
      List.of(Pattern.compile("our order (\\d+)", Pattern.CASE_INSENSITIVE)),
      BigDecimal.ONE,
      BigDecimal.TEN,
      90
    );
    SampleBooks books = new SampleBooks()
      .settings(patterns)
      .order("42", MAY, sum("100.00"))
      .order("43", MAY, sum("100.00"))
      .bill("a", "43", JUNE, item("", "Our order 42, two pallets", "1", "60.00"))
      .bill("b", "Our order 44", JUNE, sum("100.00"));

    assertShares(books.match("a")).containsExactly(share("42", "60.00"));
    assertThat(books.match("b").reasons()).containsExactly("names 44, which is no order of this supplier");
  }

  @Test
  void a_score_is_higher_the_more_speaks_for_an_order() {
    int all = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "Widget", "40", "250.00"))
      .bill("PO-0042", JUNE, item("W1", "Widget", "40", "250.00"))
      .match("PO-0042")
      .score();
    int number = tenThousand().bill("PO-0042", JUNE, item("", "Work", "1", "70.00")).match("PO-0042").score();
    int amount = tenThousand().bill("SI-1", JUNE, item("", "Work", "1", "10000.00")).match("SI-1").score();

    assertThat(List.of(all, number, amount)).containsExactly(100, 75, 70);
  }

  @Test
  void a_bill_of_nothing_names_or_names_not() {
    assertShares(tenThousand().bill("PO-0042", JUNE, sum("0.00")).match("PO-0042")).containsExactly(
      share("PO-0042", "0.00")
    );
    assertThat(tenThousand().bill("SI-1", JUNE, sum("0.00")).match("SI-1")).isInstanceOf(Unmatched.class);
  }

  @Test
  void a_delivered_bill_whose_order_has_gone_stands() {
    SampleBooks books = new SampleBooks()
      .bill("same", "SI-1", "2026-05-10", sum("4000.00"))
      .bill("changed", "SI-2", "2026-05-10", sum("4000.00"))
      .filed("same", share("gone", "4000.00"))
      .filed("changed", share("gone", "3000.00"));

    assertShares(books.match("same")).containsExactly(share("gone", "4000.00"));
    assertThat(unmatched(books.match("changed")).reasons()).containsExactly(
      "was delivered with an order that Xero no longer has, and its amount has changed since"
    );
  }

  @Test
  void a_delivered_bill_that_now_names_another_order_with_another_amount_goes_there() {
    Match match = tenThousand()
      .order("PO-0043", MAY, sum("500.00"))
      .bill("changed", "PO-0043", "2026-05-10", sum("400.00"))
      .filed("changed", share("PO-0042", "4000.00"))
      .match("changed");

    assertShares(match).containsExactly(share("PO-0043", "400.00"));
  }

  @Test
  void what_was_delivered_with_freight_beside_it_stands() {
    Match match = tenThousand()
      .bill("filed", "PO-0042", "2026-05-10", sum("4000.00"), item("", "Freight", "1", "80.00"))
      .filed("filed", share("PO-0042", "4000.00"))
      .match("filed");

    assertShares(match).containsExactly(share("PO-0042", "4000.00"));
    assertThat(match.reasons()).startsWith("was delivered with PO-0042");
  }
}
