package io.ledgerroutes.console;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.reconcile.Looks;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.PeriodBooks;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.RunStore;
import io.ledgerroutes.reconcile.Sheet;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.store.Database;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A month that somebody has looked at, although the remotes are nowhere: so many orders, the first of
 * them held, of somebody whose name a spreadsheet would run. */
public record Month(int orders) implements PeriodBooks {
  public static final Period MARCH = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

  /** The month is tried. */
  public Run dryRun(ConsoleHouse house, Connection connection) {
    try (Looks looks = looks(house)) {
      return looks.dryRun(connection, MARCH, "admin");
    }
  }

  /** The month is compared. */
  public Run reconcile(ConsoleHouse house, Connection connection) {
    try (Looks looks = looks(house)) {
      return looks.reconcile(connection, MARCH, "admin");
    }
  }

  private Looks looks(ConsoleHouse house) {
    return new Looks(
      List.of(this),
      house.bean(RunStore.class),
      house.bean(Inbox.class),
      house.bean(InboxStore.class),
      house.bean(AuditTrail.class),
      house.bean(Database.class)
    );
  }

  @Override
  public String integration() {
    return "woocommerce-xero";
  }

  @Override
  public String flow() {
    return "woocommerce-order";
  }

  @Override
  public String backfillFlow() {
    return "woocommerce-backfill";
  }

  @Override
  public Report dryRun(Connection connection, Period period) {
    return report(Verdict.CREATE);
  }

  @Override
  public Report reconcile(Connection connection, Period period) {
    return report(Verdict.MISSING);
  }

  @Override
  public void readAgain(Connection connection) {
    // There is nothing to read.
  }

  @Override
  public Optional<String> busy(Connection connection) {
    return Optional.empty();
  }

  private Report report(Verdict others) {
    Sheet sheet = new Sheet("summary", "What was found", List.of("verdict"), List.of("count", "total"));
    List<Row> rows = IntStream.range(0, orders)
      .mapToObj(each ->
        each == 0 ? row("1042", Verdict.HELD, "=cmd()") : row(Integer.toString(1042 + each), others, "Jo Doe")
      )
      .map(row ->
        row.in(
          List.of(
            sheet.add(List.of(row.verdict().name()), Map.of("count", BigDecimal.ONE, "total", row.total()))
          )
        )
      )
      .toList();
    return new Report("orders by day", "Australia/Sydney", List.of(sheet.tab()), rows, List.of());
  }

  private static Row row(String order, Verdict verdict, String contact) {
    return new Row(
      "order",
      order,
      LocalDate.of(2026, 3, 3),
      order,
      "WC-" + order,
      contact,
      "AUD",
      new BigDecimal("10.00"),
      new BigDecimal("1.00"),
      new BigDecimal("11.00"),
      null,
      null,
      "",
      "",
      "",
      verdict,
      "",
      null,
      null,
      List.of()
    );
  }
}
