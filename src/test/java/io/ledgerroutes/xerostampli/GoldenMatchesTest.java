package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.SampleBooks.item;
import static io.ledgerroutes.xerostampli.SampleBooks.share;
import static io.ledgerroutes.xerostampli.SampleBooks.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xerostampli.Match.Ambiguous;
import io.ledgerroutes.xerostampli.Match.Candidate;
import io.ledgerroutes.xerostampli.Match.LinePair;
import io.ledgerroutes.xerostampli.Match.Matched;
import io.ledgerroutes.xerostampli.Match.Unmatched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The books of one supplier, with everything that happens in half a year, and every answer word by word. */
class GoldenMatchesTest {

  private static final Path EXPECTED = Path.of("src/test/resources/xerostampli/matches.txt");

  private static SampleBooks halfAYear() {
    return new SampleBooks()
      .order("PO-0042", "2026-01-10", item("CLAY", "Stoneware clay, 25 kg", "400", "25.00"))
      .order(
        "PO-0043",
        "2026-01-20",
        item("GLZ-B", "Glaze, blue", "40", "12.50"),
        item("GLZ-R", "Glaze, red", "20", "14.00")
      )
      .order("PO-0044", "2026-02-01", item("", "Kiln service", "1", "640.00"))
      .order("PO-0045", "2026-02-15", item("", "Shelf boards", "10", "38.20"))
      .order("PO-0046", "2026-02-20", item("", "Sponges", "100", "3.82"))
      .order("PO-0047", "2026-03-01", item("BRUSH", "Brush", "50", "4.40"))
      .order("PO-0048", "2026-03-02", item("PLASTER", "Plaster", "8", "31.25"))
      .order("PO-0049", "2026-03-05", item("", "Not agreed yet", "1", "99.00"))
      .but(order -> order.status("SUBMITTED"))
      .order("PO-0050", "2026-03-06", item("", "Rent of a lorry", "2", "75.00"))
      .but(order -> order.status("BILLED"))
      .bill("01 first part", "PO-0042", "2026-01-31", item("CLAY", "Stoneware clay", "160", "25.00"))
      .bill("02 second part", "PO-0042", "2026-02-15", item("CLAY", "Stoneware clay", "240", "25.00"))
      .bill("03 too much", "SI-3003 for PO-0042", "2026-02-20", item("CLAY", "Stoneware clay", "8", "25.00"))
      .credit("04 credit of SI-3001x, PO-0042", "2026-02-25", item("CLAY", "Broken bags", "8", "25.00"))
      .bill("05 instead", "PO-0042", "2026-02-26", item("CLAY", "Stoneware clay", "8", "25.00"))
      .bill(
        "06 dearer, with freight",
        "SI-3006",
        "2026-02-10",
        item("GLZ-B", "Blue glaze, your order PO 0043", "40", "12.60"),
        item("GLZ-R", "Red glaze", "20", "14.00"),
        item("", "Freight to the studio", "1", "45.00")
      )
      .bill("07 exact amount", "SI-3007", "2026-02-10", item("", "Yearly service", "1", "640.00"))
      .bill("08 two orders fit", "SI-3008", "2026-03-10", item("", "Goods", "1", "382.00"))
      .bill(
        "09 both by number",
        "PO-0047 / PO-0048",
        "2026-03-20",
        item("PLASTER", "", "3", "31.25"),
        item("BRUSH", "", "50", "4.40")
      )
      .bill("10 unknown", "PO-0999", "2026-03-21", item("", "Odds and ends", "1", "18.00"))
      .bill("11 not approved", "PO-0049", "2026-03-22", item("", "As discussed", "1", "99.00"))
      .bill("12 billed order", "PO-0050", "2026-03-23", item("", "Rent of a lorry", "2", "75.00"))
      .bill("13 filed", "SI-3013", "2026-03-24", item("PLASTER", "Plaster", "2", "31.25"))
      .filed("13 filed", share("PO-0048", "62.50"))
      .bill("14 paired", "SI-3014", "2026-03-25", item("", "Plaster, last bags", "1", "70.00"))
      .paired("14 paired", "PO-0048")
      .credit("15 credit of SI-3006", "2026-03-26", item("GLZ-R", "Red glaze", "5", "14.00"))
      .bill("16 nothing near", "SI-3016", "2026-03-27", sum("5000.00"))
      .document("ACCPAY", "17 draft", "PO-0048", "DRAFT", "2026-03-28", sum("1.00"));
  }

  @Test
  void every_answer_is_as_a_bookkeeper_would_give_it() throws IOException {
    SampleBooks books = halfAYear();

    String answers = books
      .match()
      .entrySet()
      .stream()
      .map(entry -> entry.getKey() + "\n" + told(entry.getValue()))
      .collect(Collectors.joining("\n"));

    assertThat(answers).isEqualTo(Files.readString(EXPECTED));
  }

  private static String told(Match match) {
    String title =
      "  " + match.getClass().getSimpleName() + " " + match.score() + "\n" + list("    ", match.reasons());
    return (
      title +
      switch (match) {
        case Matched(_, _, List<Share> shares, List<LinePair> lines) -> list(
          "    takes ",
          shares
            .stream()
            .map(share -> share.net() + " of " + share.order())
            .toList()
        ) +
        list("    ", lines.stream().map(GoldenMatchesTest::told).toList());
        case Ambiguous(_, _, List<Candidate> candidates) -> told(candidates);
        case Unmatched(_, _, List<Candidate> candidates) -> told(candidates);
      }
    );
  }

  private static String told(LinePair pair) {
    return (
      "line " +
      (pair.billLine() + 1) +
      " is line " +
      (pair.orderLine() + 1) +
      " of " +
      pair.order() +
      " " +
      pair.words()
    );
  }

  private static String told(List<Candidate> candidates) {
    return list(
      "    perhaps ",
      candidates
        .stream()
        .map(one -> one.numbers() + " " + one.score() + ": " + String.join("; ", one.reasons()))
        .toList()
    );
  }

  private static String list(String before, List<String> lines) {
    return lines
      .stream()
      .map(line -> before + line + "\n")
      .collect(Collectors.joining());
  }
}
