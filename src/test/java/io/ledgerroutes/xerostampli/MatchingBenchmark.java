package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.SampleBooks.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.xerostampli.Match.Ambiguous;
import io.ledgerroutes.xerostampli.Match.Matched;
import io.ledgerroutes.xerostampli.SampleBooks.Item;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the books of the largest supplier take: 5,000 bills and 3,000 orders. Prints figures. */
@Tag("benchmark")
@Tag("long")
class MatchingBenchmark {

  private static final int ORDERS = 3_000;
  private static final int BILLS = 5_000;

  @Test
  void bills_with_numbers() {
    measure("four of five bills name an order", 5);
  }

  @Test
  void bills_without_numbers() {
    measure("no bill names an order", 0);
  }

  private static void measure(String what, int named) {
    SupplierBooks books = books(named);
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      Map<String, Match> matches = BillMatching.of(books, MatchSettings.DEFAULT);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(matches).hasSize(BILLS);
      System.out.printf(
        Locale.ROOT,
        "%s: %,d bills, %,d orders of one supplier in %,d ms (%,d matched, %,d ambiguous)%n",
        what,
        BILLS,
        ORDERS,
        took.toMillis(),
        matches.values().stream().filter(Matched.class::isInstance).count(),
        matches.values().stream().filter(Ambiguous.class::isInstance).count()
      );
    }
  }

  /** Two years of orders of five items; of {@code named} bills all but one name theirs. */
  private static SupplierBooks books(int named) {
    Random random = new Random(1);
    SampleBooks books = new SampleBooks();
    LocalDate start = LocalDate.parse("2025-01-01");
    for (int index = 0; index < ORDERS; index++) {
      String date = start.plusDays((index * 730L) / ORDERS).toString();
      books.order("PO-" + (10_000 + index), date, items(random), items(random), items(random));
    }
    for (int index = 0; index < BILLS; index++) {
      int order = random.nextInt(ORDERS);
      String date = start.plusDays((order * 730L) / ORDERS + 10).toString();
      String number = named > 0 && random.nextInt(named) > 0 ? "PO-" + (10_000 + order) : "SI-" + index;
      books.bill("bill" + index, number, date, items(random), items(random));
    }
    return books.books();
  }

  private static Item items(Random random) {
    int code = random.nextInt(5);
    return item("W" + code, "Widget of kind " + code, String.valueOf(1 + random.nextInt(40)), "12.50");
  }
}
