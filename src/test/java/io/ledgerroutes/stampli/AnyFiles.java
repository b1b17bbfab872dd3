package io.ledgerroutes.stampli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows and templates as wild as they can come. */
final class AnyFiles {

  private static final String[] SPLINTERS = {
    "=",
    "+",
    "-",
    "@",
    "'",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\"",
    "\"\"",
    ",",
    ";",
    "|",
    "\\",
    "\\\"",
    " ",
    "\u00A0",
    "\u0000",
    "\u0007",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\uFFFE",
    "\uFFFF",
    "\uD83D",
    "\uDE00",
    "\u202E",
    "\uFF1D",
    "$1",
    "{0}",
    "%s",
    "&amp;",
    "<b>",
    "]]>",
    "-->",
    "שלום",
    "日本",
    "é",
    "😀",
    "a",
    "1",
  };

  private static final String[] PATTERNS = {
    "yyyy-MM-dd",
    "dd.MM.yyyy",
    "M/d/yyyy",
    "dd MMM yyyy",
    "yyyyMMdd",
  };

  private final Random random;

  AnyFiles(long seed) {
    this.random = new Random(seed);
  }

  Template template(FileKind kind, Template.Format format) {
    List<Template.Column> columns = new ArrayList<>(DefaultTemplate.columns(kind, format));
    Collections.shuffle(columns, random);
    return new Template(
      format,
      columns.subList(0, 1 + random.nextInt(columns.size())),
      random.nextBoolean(),
      one(",", ";", "|", "\t").charAt(0),
      one(PATTERNS),
      one(".", ",").charAt(0)
    );
  }

  /** Rows whose cells are of any sort, whatever their columns are meant for. */
  List<FileRow> rows(FileKind kind) {
    List<FileRow> rows = new ArrayList<>();
    for (int row = random.nextInt(12); row >= 0; row--) {
      Map<FileColumn, Cell> cells = new LinkedHashMap<>();
      FileColumn.of(kind)
        .stream()
        .filter(_ -> random.nextInt(8) > 0)
        .forEach(column -> cells.put(column, cell()));
      rows.add(FileColumn.row(cells));
    }
    return rows;
  }

  Cell cell() {
    return switch (random.nextInt(7)) {
      case 0 -> new Cell.Amount(decimal(), random.nextInt(5));
      case 1 -> new Cell.Number(decimal());
      case 2 -> new Cell.Count(random.nextLong());
      case 3 -> new Cell.Day(LocalDate.ofEpochDay(random.nextInt(60_000) - 10_000));
      case 4 -> new Cell.Code(text());
      default -> new Cell.Words(text());
    };
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int splinter = random.nextInt(6); splinter > 0; splinter--) {
      text.append(one(SPLINTERS));
    }
    if (random.nextInt(50) == 0) {
      text.repeat(one(SPLINTERS), 10_000);
    }
    return text.toString();
  }

  private BigDecimal decimal() {
    return BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(16) - 5);
  }

  String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
