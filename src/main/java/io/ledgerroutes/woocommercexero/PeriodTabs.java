package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Sheet;
import io.ledgerroutes.reconcile.Tab;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.xero.mirror.Account;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Adds a period up in the ways that an accountant asks for (rule R1): a pure function. */
final class PeriodTabs {

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal CENTS = BigDecimal.ZERO.setScale(2);
  private static final Pattern NUMBERS = Pattern.compile("[#A-Za-z-]*\\d[\\w.,:-]*");
  private static final String NONE = "–";

  private final BookingContext context;
  private final Sheet summary = sheet(
    "summary",
    "What was found",
    "verdict document currency",
    "count net tax total paid"
  );
  private final Sheet sales = sheet(
    "sales",
    "Sales",
    "currency",
    "orders gross discount net shipping fees tax total refunds booked"
  ).derive("difference", sums ->
    sums.get("total").subtract(sums.get("refunds")).subtract(sums.get("booked"))
  );
  private final Sheet tax = sheet("tax", "Tax", "rates tax-type currency", "net tax expected").derive(
    "difference",
    sums -> sums.get("tax").subtract(sums.get("expected"))
  );
  private final Sheet accounts = sheet(
    "accounts",
    "By account",
    "account name currency",
    "net tax booked-net booked-tax"
  ).derive("difference", sums -> sums.get("net").subtract(sums.get("booked-net")));
  private final Sheet methods = sheet(
    "payment-methods",
    "By payment method",
    "method account currency",
    "orders total payments refunds"
  ).derive("balance", sums -> sums.get("payments").subtract(sums.get("refunds")));
  private final Sheet cutOff = sheet(
    "cut-off",
    "In different periods",
    "ordered invoiced paid posted currency",
    "count total"
  );
  private final Sheet notPosted;
  private final Sheet liabilities = sheet(
    "gift-cards",
    "Gift cards and other liabilities",
    "account name currency",
    "sold redeemed"
  ).derive("change", sums -> sums.get("sold").subtract(sums.get("redeemed")));
  private final Sheet rounding = sheet("rounding", "Rounding needed", "currency", "orders amount");
  private final boolean booked;

  /**
   * Empty tabs.
   *
   * @param booked whether the books were read; else what is meant stands for what is there
   */
  PeriodTabs(BookingContext context, LocalDate today, boolean booked) {
    this.context = context;
    this.booked = booked;
    this.notPosted = sheet("not-posted", "Not posted", "verdict reason currency", "count total").aged(today);
  }

  private static Sheet sheet(String name, String title, String labels, String figures) {
    return new Sheet(name, title, List.of(labels.split(" ")), List.of(figures.split(" ")));
  }

  /** Adds one document; its row with the sums that it counts in. */
  Row add(PeriodEntry entry) {
    Set<String> sums = new TreeSet<>();
    Row row = entry.row();
    sums.add(
      summary.add(
        List.of(row.verdict().name(), row.kind(), row.currency()),
        Map.of("count", ONE, "net", row.net(), "tax", row.tax(), "total", row.total(), "paid", paid(entry))
      )
    );
    if (row.verdict() != Verdict.SKIPPED) {
      sums.add(sales.add(List.of(row.currency()), salesOf(entry)));
    }
    entry.taxed().forEach(line -> sums.add(addTaxed(row, line)));
    entry.meant().forEach(line -> sums.add(addLine(row, line, "net", "tax")));
    entry.booked().forEach(line -> sums.add(addLine(row, line, "booked-net", "booked-tax")));
    addMethod(entry).ifPresent(sums::add);
    addCutOff(entry).ifPresent(sums::add);
    addNotPosted(row).ifPresent(sums::add);
    addLiabilities(entry, sums);
    if (entry.roundingNeeded().signum() != 0) {
      sums.add(
        rounding.add(List.of(row.currency()), Map.of("orders", ONE, "amount", entry.roundingNeeded()))
      );
    }
    return row.in(List.copyOf(sums));
  }

  /** The tabs so far, the summary first. */
  List<Tab> tabs() {
    return List.of(
      summary.tab(),
      sales.tab(),
      tax.tab(),
      accounts.tab(),
      methods.tab(),
      cutOff.tab(),
      notPosted.tab(),
      liabilities.tab(),
      rounding.tab()
    );
  }

  private static BigDecimal paid(PeriodEntry entry) {
    return entry.row().paid() == null ? CENTS : entry.row().paid();
  }

  private Map<String, BigDecimal> salesOf(PeriodEntry entry) {
    BigDecimal inBooks = BookLine.net(entry.booked()).add(BookLine.tax(entry.booked()));
    BigDecimal meant = BookLine.net(entry.meant()).add(BookLine.tax(entry.meant()));
    BigDecimal there = booked ? inBooks : meant;
    if (entry.isRefund() || entry.order().isEmpty()) {
      BigDecimal given = entry.isRefund() && entry.order().isPresent() ? entry.row().total().negate() : CENTS;
      return Map.of("refunds", given, "booked", there);
    }
    Order order = entry.order().get();
    BigDecimal net = of(order, OrderLine.Kind.ITEM);
    BigDecimal discount = order.discount();
    return Map.of(
      "orders",
      ONE,
      "gross",
      net.add(discount),
      "discount",
      discount,
      "net",
      net,
      "shipping",
      of(order, OrderLine.Kind.SHIPPING),
      "fees",
      of(order, OrderLine.Kind.FEE),
      "tax",
      order.totalTax(),
      "total",
      order.total(),
      "booked",
      there
    );
  }

  private static BigDecimal of(Order order, OrderLine.Kind kind) {
    return order
      .lines()
      .stream()
      .filter(line -> line.kind() == kind)
      .map(OrderLine::total)
      .reduce(CENTS, BigDecimal::add);
  }

  private String addTaxed(Row row, PeriodEntry.Taxed line) {
    BigDecimal expected = line
      .expected()
      .or(() ->
        Optional.ofNullable(context.ledger().taxRates().get(line.taxType())).map(rate ->
          rate.tax(line.amount(), line.inclusive())
        )
      )
      .orElse(BigDecimal.ZERO);
    return tax.add(
      List.of(line.rates(), line.taxType(), row.currency()),
      Map.of("net", line.net(), "tax", line.tax(), "expected", expected)
    );
  }

  private String addLine(Row row, BookLine line, String net, String taxed) {
    return accounts.add(
      List.of(line.account(), name(line.account()), row.currency()),
      Map.of(net, line.net(), taxed, line.tax())
    );
  }

  private String name(String account) {
    return Optional.ofNullable(context.ledger().accounts().get(account)).map(Account::name).orElse(NONE);
  }

  private Optional<String> addMethod(PeriodEntry entry) {
    Row row = entry.row();
    if (entry.order().isEmpty() || row.verdict() == Verdict.SKIPPED) {
      return Optional.empty();
    }
    String method = entry.order().get().paymentMethod();
    List<CashMove> moves = booked ? entry.cashBooked() : entry.cashMeant();
    String through = moves
      .stream()
      .map(CashMove::account)
      .distinct()
      .sorted()
      .collect(Collectors.joining(", "));
    BigDecimal in = sum(moves, 1);
    BigDecimal back = sum(moves, -1).negate();
    return Optional.of(
      methods.add(
        List.of(method.isEmpty() ? NONE : method, through.isEmpty() ? NONE : through, row.currency()),
        entry.isRefund()
          ? Map.of("payments", in, "refunds", back)
          : Map.of("orders", ONE, "total", row.total(), "payments", in, "refunds", back)
      )
    );
  }

  private static BigDecimal sum(List<CashMove> moves, int sign) {
    return moves
      .stream()
      .map(CashMove::amount)
      .filter(amount -> amount.signum() == sign)
      .reduce(CENTS, BigDecimal::add);
  }

  private Optional<String> addCutOff(PeriodEntry entry) {
    if (entry.invoiced().isEmpty()) {
      return Optional.empty();
    }
    String invoiced = month(entry.invoiced().get());
    String ordered = Optional.ofNullable(entry.row().date()).map(PeriodTabs::month).orElse(invoiced);
    List<CashMove> moves = booked ? entry.cashBooked() : entry.cashMeant();
    Set<String> paid = moves
      .stream()
      .map(CashMove::date)
      .map(PeriodTabs::month)
      .collect(Collectors.toCollection(TreeSet::new));
    String posted = entry.postedOn().map(PeriodTabs::month).orElse(NONE);
    boolean apart =
      !ordered.equals(invoiced) ||
      paid.stream().anyMatch(month -> !month.equals(invoiced)) ||
      (entry.postedOn().isPresent() && posted.compareTo(invoiced) > 0);
    return apart
      ? Optional.of(
          cutOff.add(
            List.of(
              ordered,
              invoiced,
              paid.isEmpty() ? NONE : String.join(", ", paid),
              posted,
              entry.row().currency()
            ),
            Map.of("count", ONE, "total", entry.row().total())
          )
        )
      : Optional.empty();
  }

  private static String month(LocalDate day) {
    return YearMonth.from(day).toString();
  }

  private Optional<String> addNotPosted(Row row) {
    boolean posted = switch (row.verdict()) {
      case MATCHED, DIFFERENT, UNCHANGED, CREATE, CHANGE, NOT_OURS, GONE_AT_SOURCE -> true;
      default -> false;
    };
    return posted
      ? Optional.empty()
      : Optional.of(
          notPosted.add(
            List.of(row.verdict().name(), group(row.reason()), row.currency()),
            Map.of("count", ONE, "total", row.total()),
            row.date()
          )
        );
  }

  /** Reasons that differ in numbers only are one group. */
  private static String group(String reason) {
    return NUMBERS.matcher(reason == null ? "" : reason).replaceAll("…").strip();
  }

  private void addLiabilities(PeriodEntry entry, Set<String> sums) {
    String currency = entry.row().currency();
    for (BookLine line : booked ? entry.booked() : entry.meant()) {
      if (liability(line.account())) {
        sums.add(
          liabilities.add(List.of(line.account(), name(line.account()), currency), Map.of("sold", line.net()))
        );
      }
    }
    for (CashMove move : booked ? entry.cashBooked() : entry.cashMeant()) {
      if (liability(move.account())) {
        sums.add(
          liabilities.add(
            List.of(move.account(), name(move.account()), currency),
            Map.of("redeemed", move.amount())
          )
        );
      }
    }
  }

  private boolean liability(String code) {
    Account account = context.ledger().accounts().get(code);
    return account != null && account.accountClass().equals("LIABILITY") && account.systemAccount().isEmpty();
  }

  /** Everything added up, in the entries' order. */
  static Added of(BookingContext context, LocalDate today, boolean booked, List<PeriodEntry> entries) {
    PeriodTabs tabs = new PeriodTabs(context, today, booked);
    List<Row> rows = new ArrayList<>();
    entries.forEach(entry -> rows.add(tabs.add(entry)));
    return new Added(tabs.tabs(), rows);
  }

  /** Sums and the rows behind them. */
  record Added(List<Tab> tabs, List<Row> rows) {}
}
