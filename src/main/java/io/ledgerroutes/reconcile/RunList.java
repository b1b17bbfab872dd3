package io.ledgerroutes.reconcile;

import io.ledgerroutes.lists.CsvList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A run's rows or sums as a list for spreadsheets, with what it is of in its head lines. */
public final class RunList {

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
    CsvList.write(out, csv -> {
      head(csv, "rows", filters);
      csv.line(COLUMNS);
      rows.accept(row -> csv.line(cells(row)));
    });
  }

  /** Writes one tab. */
  public void tab(Appendable out, Tab tab) {
    CsvList.write(out, csv -> {
      head(csv, tab.name() + ": " + tab.title(), Map.of());
      csv.line(tab.columns());
      tab
        .sums()
        .forEach(sum ->
          csv.line(
            tab
              .columns()
              .stream()
              .<Object>map(column -> sum.values().get(column))
              .toList()
          )
        );
    });
  }

  private void head(CsvList csv, String list, Map<String, String> filters) {
    Run run = shown.run();
    csv.line(List.of("List", list));
    csv.line(List.of("Connection", run.connection()));
    csv.line(List.of("Run", run.id() + " " + run.kind()));
    csv.line(List.of("Period", run.period().from() + " to " + run.period().to()));
    csv.line(List.of("Basis", shown.basis()));
    csv.line(List.of("Zone", shown.zone()));
    csv.line(List.of("Run at", run.startedAt().toString()));
    csv.line(List.of("Filters", filters.isEmpty() ? "none" : filters.toString()));
    shown.notes().forEach(note -> csv.line(List.of("Note", note)));
    csv.line(List.of());
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
}
