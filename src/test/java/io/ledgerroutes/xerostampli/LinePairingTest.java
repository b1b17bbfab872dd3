package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.SampleBooks.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.xerostampli.Match.LinePair;
import io.ledgerroutes.xerostampli.Match.Matched;
import io.ledgerroutes.xerostampli.SampleBooks.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinePairingTest {

  private static final String MAY = "2026-05-01";
  private static final String JUNE = "2026-06-01";
  private static final Item[] ORDER = {
    item("W1", "Widget, blue", "40", "250.00"),
    item("", "Setting up: first day", "1", "800.00"),
    item("", "", "3", "99.90"),
  };

  private static List<LinePair> pairs(Item... bill) {
    return pairs(new SampleBooks().order("PO-0042", MAY, ORDER).bill("bill", "PO-0042", JUNE, bill));
  }

  private static List<LinePair> pairs(SampleBooks books) {
    assertThat(books.match("bill")).isInstanceOf(Matched.class);
    return ((Matched) books.match("bill")).lines();
  }

  private static LinePair pair(int billLine, int orderLine, String words) {
    return new LinePair(billLine, "PO-0042", orderLine, words);
  }

  @Test
  void lines_pair_by_item_code_then_by_description_then_by_quantity_and_price() {
    assertThat(
      pairs(
        item("", "Goods as ordered", "3", "99.90"),
        item("", "setting up – FIRST day", "1", "800.00"),
        item("w1", "Something else", "12", "250.00")
      )
    ).containsExactly(
      pair(0, 2, "by quantity and price: 3 of 3; same price"),
      pair(1, 1, "by description: 1 of 1; same price"),
      pair(2, 0, "by item code: 12 of 40; same price")
    );
  }

  @Test
  void words_say_how_price_and_quantity_differ() {
    assertThat(
      pairs(item("W1", "", "12", "250.50"), item("", "Setting up: first day", "0.5", "790.00"))
    ).containsExactly(
      pair(0, 0, "by item code: 12 of 40; 0.50 dearer a piece"),
      pair(1, 1, "by description: 0.5 of 1; 10.00 cheaper a piece")
    );
  }

  @Test
  void a_price_that_only_rounding_changes_is_the_same() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "", "300", "0.3333"))
      .bill("bill", "PO-0042", JUNE, item("W1", "", "7", "0.3333"));

    assertThat(pairs(books)).containsExactly(pair(0, 0, "by item code: 7 of 300; same price"));
  }

  @Test
  void several_bills_of_one_line_say_what_was_billed_before() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, ORDER)
      .bill("earlier", "PO-0042", "2026-05-10", item("W1", "", "12", "250.00"))
      .bill("bill", "PO-0042", JUNE, item("W1", "", "20", "250.00"), item("W1", "", "5", "250.00"));

    assertThat(pairs(books)).containsExactly(
      pair(0, 0, "by item code: 20 of 40, 12 billed before; same price"),
      pair(1, 0, "by item code: 5 of 40, 32 billed before; same price")
    );
  }

  @Test
  void a_credit_gives_pieces_back() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, ORDER)
      .bill("earlier", "PO-0042", "2026-05-10", item("W1", "", "12", "250.00"))
      .credit("PO-0042 C", "2026-05-15", item("W1", "", "2", "250.00"))
      .bill("bill", "PO-0042", JUNE, item("W1", "", "20", "250.00"));

    assertThat(pairs(books)).containsExactly(
      pair(0, 0, "by item code: 20 of 40, 10 billed before; same price")
    );
  }

  @Test
  void of_equal_lines_the_one_that_is_still_open_is_billed() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, item("W1", "March", "10", "5.00"), item("W1", "April", "10", "5.00"))
      .bill("earlier", "PO-0042", "2026-05-10", item("W1", "", "10", "5.00"))
      .bill("bill", "PO-0042", JUNE, item("W1", "", "10", "5.00"));

    assertThat(pairs(books)).containsExactly(pair(0, 1, "by item code: 10 of 10; same price"));
  }

  @Test
  void two_different_items_never_pair_although_words_and_sums_are_equal() {
    assertThat(pairs(item("W2", "Widget, blue", "40", "250.00"))).isEmpty();
  }

  @Test
  void equal_sums_pair_only_where_there_is_one_such_line() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, item("", "March", "1", "70.00"), item("", "April", "1", "70.00"))
      .bill("bill", "PO-0042", JUNE, item("", "As agreed", "1", "70.00"));

    assertThat(pairs(books)).isEmpty();
  }

  @Test
  void a_remark_without_an_amount_is_no_line() {
    SampleBooks books = new SampleBooks()
      .order("PO-0042", MAY, ORDER)
      .bill("bill", "PO-0042", JUNE, item("", "Thank you", "0", "0.00"), item("W1", "", "40", "250.00"));

    assertThat(pairs(books)).extracting(LinePair::billLine).containsExactly(1);
    assertThat(books.match("bill").reasons()).contains("every line is on the order");
  }
}
