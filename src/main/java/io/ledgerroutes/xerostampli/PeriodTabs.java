package io.ledgerroutes.xerostampli;

import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Sheet;
import io.ledgerroutes.reconcile.Tab;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Adds a period of bills up in the ways that an accountant asks for (rules R1, P1, P4): a pure function. */
final class PeriodTabs {

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);
  private static final Pattern NUMBERS = Pattern.compile("[#A-Za-z_-]*\\d[\\w.,:-]*");
  private static final String UNKNOWN = "–";

  private final PeriodView view;
  private final Sheet summary = sheet(
    "summary",
    "What was found",
    "verdict document currency",
    "count net tax total due"
  );
  private final Sheet bills = sheet(
    "bills",
    "By supplier",
    "supplier currency",
    "count net tax total delivered held not-selected"
  ).derive("open", sums ->
    sums
      .get("total")
      .subtract(sums.get("delivered"))
      .subtract(sums.get("held"))
      .subtract(sums.get("not-selected"))
  );
  private final Sheet tax = sheet("tax", "Tax", "tax-type currency", "net tax expected").derive(
    "difference",
    sums -> sums.get("tax").subtract(sums.get("expected"))
  );
  private final Sheet accounts = sheet("accounts", "By account", "account name gl-code currency", "net tax");
  private final Sheet match = sheet(
    "order-match",
    "By purchase order",
    "match verdict currency",
    "count net total"
  );
  private final Sheet orders = sheet(
    "orders",
    "Orders and what is left of them",
    "order status currency",
    "ordered billed-here remaining"
  );
  private final Sheet notDelivered;
  private final Sheet cutOff = sheet(
    "cut-off",
    "In different periods",
    "billed delivered currency",
    "count total"
  );
  private final Sheet unpaid;
  private final Sheet openCredits;
  private final Map<String, String> met = new TreeMap<>();

  PeriodTabs(PeriodView view) {
    this.view = view;
    this.notDelivered = sheet(
      "not-delivered",
      "Not delivered",
      "verdict reason currency",
      "count total"
    ).aged(view.today());
    this.unpaid = sheet(
      "delivered-unpaid",
      "Delivered and still unpaid in Xero",
      "days-since-delivery currency",
      "count due overdue"
    ).aged(view.today());
    this.openCredits = sheet(
      "open-credits",
      "Open credits, prepayments and overpayments",
      "kind supplier currency",
      "count total remaining"
    ).aged(view.today());
  }

  private static Sheet sheet(String name, String title, String labels, String figures) {
    return new Sheet(name, title, List.of(labels.split(" ")), List.of(figures.split(" ")));
  }

  /** Sums and the rows behind them. */
  record Added(List<Tab> tabs, List<Row> rows) {}

  /**
   * Everything added up.
   *
   * @param before bills before the period that were delivered and are not paid: they count as such and nowhere else
   * @param open what suppliers owe, on whatever day; credits of the period stand among the entries
   * @param left what is left of each order that an entry takes a share of, by id
   */
  static Added of(
    PeriodView view,
    List<PeriodEntry> entries,
    List<PeriodEntry> before,
    List<OpenCredit> open,
    Map<String, BigDecimal> left
  ) {
    PeriodTabs tabs = new PeriodTabs(view);
    Map<String, Set<String>> sums = new HashMap<>();
    entries.forEach(entry -> sums.put(entry.document().id(), tabs.add(entry)));
    List<Row> rows = new ArrayList<>();
    PeriodRows others = new PeriodRows(view);
    for (OpenCredit one : open) {
      String sum = tabs.add(one);
      if (sums.containsKey(one.id())) {
        sums.get(one.id()).add(sum);
      } else {
        rows.add(others.of(one).in(List.of(sum)));
      }
    }
    List<Row> all = new ArrayList<>();
    entries.forEach(entry -> all.add(entry.row().in(List.copyOf(sums.get(entry.document().id())))));
    before.forEach(entry -> tabs.addUnpaid(entry).ifPresent(sum -> all.add(entry.row().in(List.of(sum)))));
    all.addAll(rows);
    return new Added(tabs.tabs(left), all);
  }

  private Set<String> add(PeriodEntry entry) {
    Set<String> sums = new TreeSet<>();
    Row row = entry.row();
    sums.add(
      summary.add(
        List.of(row.verdict().name(), row.kind(), row.currency()),
        Map.of("count", ONE, "net", row.net(), "tax", row.tax(), "total", row.total(), "due", row.due())
      )
    );
    sums.add(addSupplier(entry));
    if (!entry.notSelected()) {
      entry.lines().forEach(line -> addLine(entry, line, sums));
      sums.add(
        match.add(
          List.of(entry.match(), row.verdict().name(), row.currency()),
          Map.of("count", ONE, "net", row.net(), "total", row.total())
        )
      );
      entry.shares().forEach(share -> sums.add(addOrder(row, share)));
      addNotDelivered(entry).ifPresent(sums::add);
    }
    addCutOff(entry).ifPresent(sums::add);
    addUnpaid(entry).ifPresent(sums::add);
    return sums;
  }

  private String addSupplier(PeriodEntry entry) {
    Row row = entry.row();
    Map<String, BigDecimal> amounts = new HashMap<>(
      Map.of("count", ONE, "net", row.net(), "tax", row.tax(), "total", row.total())
    );
    stands(entry).ifPresent(column -> amounts.put(column, row.total()));
    return bills.add(List.of(view.supplier(entry.document().supplier()), row.currency()), amounts);
  }

  private static Optional<String> stands(PeriodEntry entry) {
    if (entry.delivered().isPresent() || entry.row().verdict() == Verdict.UNCHANGED) {
      return Optional.of("delivered");
    }
    return switch (entry.row().verdict()) {
      case HELD, DEAD -> Optional.of("held");
      case SKIPPED -> Optional.of("not-selected");
      default -> Optional.empty();
    };
  }

  private void addLine(PeriodEntry entry, SupplierDocument.Line of, Set<String> sums) {
    PeriodLine line = PeriodLine.of(entry.document(), of);
    String currency = entry.row().currency();
    sums.add(
      tax.add(
        List.of(shown(line.taxType()), currency),
        Map.of("net", line.net(), "tax", line.tax(), "expected", view.expectedTax(line))
      )
    );
    String code = line.account();
    sums.add(
      accounts.add(
        List.of(shown(code), view.accountName(code), shown(glCode(code)), currency),
        Map.of("net", line.net(), "tax", line.tax())
      )
    );
  }

  private String glCode(String account) {
    String mapped = view.settings().accounts().get(account);
    return mapped == null && view.settings().sameAccounts() ? account : mapped;
  }

  private static String shown(String text) {
    return text == null || text.isEmpty() ? UNKNOWN : text;
  }

  private String addOrder(Row row, Share share) {
    met.put(share.order(), row.currency());
    return orders.add(orderOf(share.order(), row.currency()), Map.of("billed-here", share.net()));
  }

  private List<String> orderOf(String id, String currency) {
    String status = Optional.ofNullable(view.orders().get(id)).map(PurchaseOrder::status).orElse(UNKNOWN);
    return List.of(view.orderNumber(id), status, currency);
  }

  private Optional<String> addNotDelivered(PeriodEntry entry) {
    Row row = entry.row();
    boolean there = entry.delivered().isPresent() || row.verdict() == Verdict.UNCHANGED;
    return there
      ? Optional.empty()
      : Optional.of(
          notDelivered.add(
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

  /** The day on which Stampli got it; empty where it has not, or where nobody knows any more. */
  private Optional<LocalDate> deliveredOn(PeriodEntry entry) {
    return entry.delivered().map(FiledRecord::file).map(view::delivered);
  }

  private Optional<String> addCutOff(PeriodEntry entry) {
    Optional<YearMonth> billed = Optional.ofNullable(entry.row().date()).map(YearMonth::from);
    return deliveredOn(entry)
      .map(YearMonth::from)
      .filter(on -> billed.isPresent() && !on.equals(billed.get()))
      .map(on ->
        cutOff.add(
          List.of(billed.get().toString(), on.toString(), entry.row().currency()),
          Map.of("count", ONE, "total", entry.row().total())
        )
      );
  }

  /** Whether a bill is to be paid in Xero. */
  static boolean owed(SupplierDocument document) {
    boolean stands = document.status().equals("AUTHORISED") || document.status().equals("SUBMITTED");
    return !document.isCredit() && stands && document.due().signum() > 0;
  }

  private Optional<String> addUnpaid(PeriodEntry entry) {
    if (entry.delivered().isEmpty() || !owed(entry.document())) {
      return Optional.empty();
    }
    LocalDate on = deliveredOn(entry).orElse(null);
    BigDecimal due = entry.row().due();
    boolean late = entry
      .document()
      .dueDate()
      .filter(day -> day.isBefore(view.today()))
      .isPresent();
    return Optional.of(
      unpaid.add(
        List.of(age(on), entry.row().currency()),
        Map.of("count", ONE, "due", due, "overdue", late ? due : NOTHING),
        on
      )
    );
  }

  private String age(LocalDate delivered) {
    if (delivered == null) {
      return UNKNOWN;
    }
    long days = ChronoUnit.DAYS.between(delivered, view.today());
    return days <= 30 ? "0 to 30" : days <= 60 ? "31 to 60" : days <= 90 ? "61 to 90" : "over 90";
  }

  private String add(OpenCredit one) {
    return openCredits.add(
      List.of(one.kind(), view.supplier(one.supplier()), one.currency()),
      Map.of("count", ONE, "total", one.total(), "remaining", one.remaining()),
      one.date().orElse(null)
    );
  }

  private List<Tab> tabs(Map<String, BigDecimal> left) {
    met.forEach((id, currency) ->
      orders.add(
        orderOf(id, currency),
        Map.of(
          "ordered",
          Optional.ofNullable(view.orders().get(id)).map(PeriodView::net).orElse(NOTHING),
          "remaining",
          left.getOrDefault(id, NOTHING)
        )
      )
    );
    return List.of(
      summary.tab(),
      bills.tab(),
      tax.tab(),
      accounts.tab(),
      match.tab(),
      orders.tab(),
      notDelivered.tab(),
      cutOff.tab(),
      unpaid.tab(),
      openCredits.tab()
    );
  }
}
