package io.ledgerroutes.console.runs;

import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.RunState;
import io.ledgerroutes.reconcile.Tab;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the templates of this room are given: texts, ready to be shown. */
final class RunPage {

  private RunPage() {}

  /** A run in a list, and at the head of its own page. */
  record Line(
    long run,
    String kind,
    String period,
    String state,
    String tone,
    String reason,
    Long ofRun,
    int fed,
    boolean open,
    String by,
    Instant at
  ) {
    /** When a page that shows it looks again, as htmx writes it: what waits for its window changes seldom. */
    public String pause() {
      return state.equals(RunWords.state(RunState.WAITING)) ? "every 10s" : "every 2s";
    }

    static Line of(Run run) {
      return new Line(
        run.id(),
        RunWords.kind(run.kind()),
        RunWords.period(run),
        RunWords.state(run.state()),
        RunWords.tone(run.state()),
        run.reason() == null ? "" : run.reason(),
        run.ofRun(),
        run.fed(),
        run.state() == RunState.WAITING || run.state() == RunState.RUNNING,
        run.by(),
        run.startedAt()
      );
    }
  }

  /** A tab's sums as a table. */
  record Table(String name, String title, List<String> columns, List<Sum> sums) {
    static Table of(Tab tab) {
      return new Table(
        tab.name(),
        tab.title(),
        tab
          .columns()
          .stream()
          .map(column -> column.replace('-', ' '))
          .toList(),
        tab
          .sums()
          .stream()
          .map(sum -> Sum.of(tab, sum))
          .toList()
      );
    }
  }

  /** One line of a table. */
  record Sum(String key, List<Cell> cells) {
    private static Sum of(Tab tab, Tab.Sum sum) {
      return new Sum(
        sum.key(),
        tab
          .columns()
          .stream()
          .map(column -> Cell.of(column, sum.values().get(column)))
          .toList()
      );
    }
  }

  /** A count or an amount, or a text. */
  record Cell(String column, String text, boolean number, boolean amiss) {
    private static final Set<String> COUNTS = Set.of("count", "orders", "age");

    private static Cell of(String column, Object value) {
      String label = column.replace('-', ' ');
      return switch (value) {
        case Number number -> new Cell(
          label,
          COUNTS.contains(column) ? RunWords.figure(number) : RunWords.amount(number),
          true,
          column.equals("difference") && number.doubleValue() != 0
        );
        case null -> new Cell(label, "", false, false);
        default -> new Cell(label, value.toString(), false, false);
      };
    }
  }

  /** A record on both sides. */
  record Card(
    String flow,
    String key,
    String kind,
    LocalDate date,
    String order,
    String invoice,
    String contact,
    String currency,
    String net,
    String tax,
    String total,
    String paid,
    String due,
    String status,
    String payment,
    String payout,
    String verdict,
    String tone,
    String reason,
    String document
  ) {
    /** What leads to its story: the source record's number, else what it is. */
    public String words() {
      return order == null || order.isEmpty() ? kind : order;
    }

    static Card of(Row row, UnaryOperator<String> flows) {
      return new Card(
        flows.apply(row.kind()),
        row.key(),
        row.kind(),
        row.date(),
        row.order(),
        row.invoice(),
        row.contact(),
        row.currency(),
        RunWords.figure(row.net()),
        RunWords.figure(row.tax()),
        RunWords.figure(row.total()),
        RunWords.figure(row.paid()),
        RunWords.figure(row.due()),
        row.status(),
        row.payment(),
        row.payout(),
        RunWords.plain(row.verdict()),
        RunWords.tone(row.verdict()),
        row.reason(),
        row.document()
      );
    }
  }

  /** A choice of a form. */
  record Choice(String value, String text) {}
}
