package io.ledgerroutes.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A run's rows or sums as a list for spreadsheets (RFC 4180, UTF-8), with what it is of in its head lines. Amounts
 * are plain decimals. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
public final class RunList {

  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
  private static final List<String> COLUMNS = List.of(
    "date",
    "order",
    "invoice",
    "contact",
    "currency",
    "net",
    "tax",
    "total",
    "paid",
    "due",
    "status",
    "payment",
    "payout",
    "verdict",
    "reason",
    "kind",
    "message",
    "document"
  );

  private final Runs.Shown shown;

  public RunList(Runs.Shown shown) {
    this.shown = shown;
  }

  /**
   * Writes rows.
   *
   * @param filters which of them, in words
   * @param rows hands on each row
   */
  public void rows(Appendable out, Map<String, String> filters, Consumer<Consumer<Row>> rows) {
    write(out, csv -> {
      head(csv, "rows", filters);
      print(csv, COLUMNS);
      rows.accept(row -> print(csv, cells(row)));
    });
  }

  /** Writes one tab. */
  public void tab(Appendable out, Tab tab) {
    write(out, csv -> {
      head(csv, tab.name() + ": " + tab.title(), Map.of());
      print(csv, tab.columns());
      tab
        .sums()
        .forEach(sum ->
          print(
            csv,
            tab
              .columns()
              .stream()
              .<Object>map(column -> sum.values().get(column))
              .toList()
          )
        );
    });
  }

  private void head(CSVPrinter csv, String list, Map<String, String> filters) {
    Run run = shown.run();
    print(csv, List.of("List", list));
    print(csv, List.of("Connection", run.connection()));
    print(csv, List.of("Run", run.id() + " " + run.kind()));
    print(csv, List.of("Period", run.period().from() + " to " + run.period().to()));
    print(csv, List.of("Basis", shown.basis()));
    print(csv, List.of("Zone", shown.zone()));
    print(csv, List.of("Run at", run.startedAt().toString()));
    print(csv, List.of("Filters", filters.isEmpty() ? "none" : filters.toString()));
    shown.notes().forEach(note -> print(csv, List.of("Note", note)));
    print(csv, List.of());
  }

  private static List<Object> cells(Row row) {
    return Arrays.asList(
      row.date(),
      row.order(),
      row.invoice(),
      row.contact(),
      row.currency(),
      row.net(),
      row.tax(),
      row.total(),
      row.paid(),
      row.due(),
      row.status(),
      row.payment(),
      row.payout(),
      row.verdict(),
      row.reason(),
      row.kind(),
      row.message(),
      row.document()
    );
  }

  private static void write(Appendable out, Consumer<CSVPrinter> content) {
    try {
      out.append('\uFEFF');
      CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
      content.accept(csv);
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(CSVPrinter csv, List<?> cells) {
    try {
      csv.printRecord(cells.stream().map(RunList::cell).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal amount -> amount.toPlainString();
      case Number number -> number.toString();
      default -> text(value.toString());
    };
  }

  private static String text(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
