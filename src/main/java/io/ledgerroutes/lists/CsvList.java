package io.ledgerroutes.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A list for spreadsheets (RFC 4180, UTF-8 with its mark). Amounts are plain decimals; nothing is an empty cell. A text
 * that a spreadsheet would take for a formula gets an apostrophe before it.
 */
public final class CsvList {

  private final CSVPrinter csv;

  private CsvList(CSVPrinter csv) {
    this.csv = csv;
  }

  /** Writes what the content adds line by line; nothing is kept. */
  public static void write(Appendable out, Consumer<CsvList> content) {
    try {
      out.append('\uFEFF');
      CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
      content.accept(new CsvList(csv));
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a line. */
  public void line(List<?> cells) {
    try {
      csv.printRecord(cells.stream().map(CsvList::cell).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal amount -> amount.toPlainString();
      case Number number -> number.toString();
      default -> FormulaGuard.guard(value.toString());
    };
  }
}
