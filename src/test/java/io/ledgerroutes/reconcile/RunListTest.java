package io.ledgerroutes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.tools.Csv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists for spreadsheets, read back by a parser that has nothing to do with the one that wrote them. */
class RunListTest {

  private static final int WIDEST = 18;

  @ParameterizedTest
  @ValueSource(
    strings = {
      "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-2+3", "@SUM(A1)", "\tTab", "\rReturn", "＝1+1",
    }
  )
  void a_text_that_would_be_a_formula_gets_an_apostrophe(String hostile) throws SQLException {
    assertThat(contactOf(hostile)).isEqualTo("'" + hostile);
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "O'Neil; \"Bob\", Ltd", "two\r\nlines", "Zoë Müller 東京", "a,b,c", "\"quoted\"", "ends in =",
    }
  )
  void any_other_text_comes_back_as_it_was(String text) throws SQLException {
    assertThat(contactOf(text)).isEqualTo(text);
  }

  @Test
  void amounts_are_plain_decimals_also_negative_and_tiny_ones() throws SQLException {
    List<String> row = parsed(
      rows(row("Jo", new BigDecimal("-1234567.80"), new BigDecimal("1E+3")))
    ).getLast();

    assertThat(row.get(5)).isEqualTo("-1234567.80");
    assertThat(row.get(6)).isEqualTo("1000");
  }

  @Test
  void its_head_says_what_it_is_of() throws SQLException {
    List<List<String>> lines = parsed(rows(row("Jo", BigDecimal.TEN, BigDecimal.ONE)));

    assertThat(
      lines
        .stream()
        .limit(9)
        .map(line -> line.get(0) + "=" + line.get(1))
    ).containsExactly(
      "List=rows",
      "Connection=old-shop",
      "Run=12 RECONCILE",
      "Period=2026-03-01 to 2026-03-31",
      "Basis=orders by day",
      "Zone=Australia/Sydney",
      "Run at=2026-11-21T12:00:00Z",
      "Filters={tab=sales}",
      "Note=one list could not be read"
    );
  }

  @Test
  void a_tab_is_a_list_too() throws SQLException {
    Sheet sheet = new Sheet("tax", "Tax", List.of("rates", "currency"), List.of("net", "tax"));
    sheet.add(
      List.of("=AU GST", "AUD"),
      Map.of("net", new BigDecimal("-10.00"), "tax", new BigDecimal("1.005"))
    );
    StringBuilder out = new StringBuilder();

    new RunList(shown()).tab(out, sheet.tab());

    List<List<String>> lines = parsed(out.toString());
    assertThat(lines.get(lines.size() - 2).subList(0, 4)).containsExactly("rates", "currency", "net", "tax");
    assertThat(lines.getLast().subList(0, 4)).containsExactly("'=AU GST", "AUD", "-10.00", "1.01");
  }

  private static String contactOf(String name) throws SQLException {
    return parsed(rows(row(name, BigDecimal.TEN, BigDecimal.ONE))).getLast().get(3);
  }

  private static String rows(Row row) {
    StringBuilder out = new StringBuilder();
    new RunList(shown()).rows(out, Map.of("tab", "sales"), sink -> sink.accept(row));
    return out.toString();
  }

  private static Runs.Shown shown() {
    Instant at = Instant.parse("2026-11-21T12:00:00Z");
    Run run = new Run(
      12,
      "old-shop",
      RunKind.RECONCILE,
      new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)),
      "hash",
      null,
      false,
      RunState.DONE,
      null,
      0,
      0,
      "olga",
      at,
      at
    );
    List<String> notes = List.of("one list could not be read");
    return new Runs.Shown(run, "orders by day", "Australia/Sydney", List.of(), notes, 0, Map.of());
  }

  private static Row row(String contact, BigDecimal net, BigDecimal tax) {
    return new Row(
      "order",
      "7",
      LocalDate.of(2026, 3, 3),
      "7",
      "WC-7",
      contact,
      "AUD",
      net,
      tax,
      BigDecimal.ONE,
      null,
      null,
      "PAID",
      "",
      "",
      Verdict.MATCHED,
      "",
      null,
      null,
      List.of()
    );
  }

  private static List<List<String>> parsed(String text) throws SQLException {
    assertThat(text).as("Excel takes it for UTF-8").startsWith("\uFEFF");
    Csv parser = new Csv();
    parser.setPreserveWhitespace(true);
    String[] columns = IntStream.range(0, WIDEST)
      .mapToObj(column -> "C" + column)
      .toArray(String[]::new);
    List<List<String>> lines = new ArrayList<>();
    try (ResultSet rows = readBack(parser, text.substring(1), columns)) {
      while (rows.next()) {
        List<String> line = new ArrayList<>();
        for (int column = 1; column <= WIDEST; column++) {
          line.add(rows.getString(column));
        }
        lines.add(line);
      }
    }
    return lines;
  }

  private static ResultSet readBack(Csv parser, String text, String[] columns) throws SQLException {
    try {
      return parser.read(new StringReader(text), columns);
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
