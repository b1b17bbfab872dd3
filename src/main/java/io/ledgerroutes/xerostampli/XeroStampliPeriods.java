package io.ledgerroutes.xerostampli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.PeriodBooks;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.reconcile.TooLarge;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.FiledRecordStore;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.xero.XeroBudget;
import io.ledgerroutes.xero.XeroPeriod;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.ChangedRecord;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.XeroMirror;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Periods of a connection's bills and credits, by their days: what would go, and how Xero and Stampli compare. */
@Component
class XeroStampliPeriods implements PeriodBooks {

  private static final int MOST = 20_000;
  private static final int AT_ONCE = 500;
  private static final int TOO_MUCH_TO_SEARCH = 400;
  private static final List<MirrorKind> READ = List.of(
    MirrorKind.CONTACTS,
    MirrorKind.PURCHASE_ORDERS,
    MirrorKind.SUPPLIER_CREDITS,
    MirrorKind.BILLS
  );

  private final BillContext context;
  private final BillPlanner planner;
  private final Suppliers suppliers;
  private final XeroMirror mirror;
  private final MirrorChanges mirrored;
  private final XeroReference reference;
  private final XeroPeriod xero;
  private final XeroBudget budget;
  private final FiledRecordStore records;
  private final StampliFileStore files;
  private final InboxStore messages;

  XeroStampliPeriods(
    BillContext context,
    BillPlanner planner,
    Suppliers suppliers,
    XeroMirror mirror,
    MirrorChanges mirrored,
    XeroReference reference,
    XeroPeriod xero,
    XeroBudget budget,
    FiledRecordStore records,
    StampliFileStore files,
    InboxStore messages
  ) {
    this.context = context;
    this.planner = planner;
    this.suppliers = suppliers;
    this.mirror = mirror;
    this.mirrored = mirrored;
    this.reference = reference;
    this.xero = xero;
    this.budget = budget;
    this.records = records;
    this.files = files;
    this.messages = messages;
  }

  @Override
  public String integration() {
    return XeroStampli.NAME;
  }

  @Override
  public String flow() {
    return XeroStampli.BILL;
  }

  @Override
  public String flow(String kind) {
    return kind.equals(PeriodRows.CREDIT) ? XeroStampli.CREDIT : XeroStampli.BILL;
  }

  @Override
  public Set<String> flows() {
    return Set.of(XeroStampli.BILL, XeroStampli.CREDIT);
  }

  @Override
  public String backfillFlow() {
    return XeroStampli.BACKFILL;
  }

  /**
   * What the mirrors hold of a period.
   *
   * @param owedBefore bills before it that are to be paid
   * @param openCredits credits of any day of which something is left
   */
  private record Found(
    List<SupplierDocument> ofPeriod,
    List<SupplierDocument> owedBefore,
    List<SupplierDocument> openCredits
  ) {}

  @Override
  public Report dryRun(Connection connection, Period period) {
    // Bills before the start are wanted here: a dry run is asked for their sake.
    BillContext.Scope scope = context.of(connection.id()).ofAllDays();
    Found found = found(scope.tenant(), period);
    BillPlanner.Plan plan = planner.plan(scope, found.ofPeriod());
    PeriodView view = view(scope, plan, List.of());
    PeriodRows rows = new PeriodRows(view);
    Map<String, Message> last = lastMessages(scope.id(), found.ofPeriod());
    List<PeriodEntry> entries = plan
      .bills()
      .stream()
      .map(bill ->
        rows.of(bill, PeriodFinding.tried(bill, Optional.ofNullable(last.get(bill.document().id()))), null)
      )
      .toList();
    return report(view, PeriodTabs.of(view, entries, List.of(), List.of(), plan.left()), List.of());
  }

  @Override
  public Report reconcile(Connection connection, Period period) {
    BillContext.Scope scope = context.of(connection.id());
    Found found = found(scope.tenant(), period);
    List<SupplierDocument> all = new ArrayList<>(found.ofPeriod());
    all.addAll(filed(scope.id(), found.owedBefore()));
    BillPlanner.Plan plan = planner.plan(scope, all);
    List<String> notes = new ArrayList<>();
    List<OpenCredit> open = openCredits(scope.tenant(), found, period, notes);
    PeriodView view = view(scope, plan, open);
    PeriodRows rows = new PeriodRows(view);
    Map<String, Message> last = lastMessages(scope.id(), all);
    Map<String, Message> ofFiles = fileMessages(scope.id(), plan.bills());
    List<PeriodEntry> entries = new ArrayList<>();
    List<PeriodEntry> before = new ArrayList<>();
    for (PlannedBill bill : plan.bills()) {
      Optional<Message> message = Optional.ofNullable(last.get(bill.document().id()));
      Optional<Message> file = bill.last().map(FiledRecord::file).map(ofFiles::get);
      PeriodFinding finding = PeriodFinding.compared(bill, message, file);
      boolean ofPeriod = bill.document().date().filter(period::contains).isPresent();
      (ofPeriod ? entries : before).add(rows.of(bill, finding, message.map(Message::id).orElse(null)));
    }
    return report(view, PeriodTabs.of(view, entries, before, open, plan.left()), notes);
  }

  private Found found(String tenant, Period period) {
    READ.forEach(kind -> mirror.refresh(tenant, kind));
    List<SupplierDocument> ofPeriod = new ArrayList<>();
    List<SupplierDocument> owedBefore = new ArrayList<>();
    List<SupplierDocument> open = new ArrayList<>();
    Instant now = mirrored.now().plusMillis(1);
    for (MirrorKind kind : List.of(MirrorKind.BILLS, MirrorKind.SUPPLIER_CREDITS)) {
      mirrored.read(tenant, kind, Instant.EPOCH, now, page ->
        page
          .stream()
          .map(ChangedRecord::record)
          .map(SupplierDocument::of)
          .forEach(document -> {
            if (document.date().filter(period::contains).isPresent()) {
              ofPeriod.add(document);
            }
            if (document.date().filter(period.from()::isAfter).isPresent() && PeriodTabs.owed(document)) {
              owedBefore.add(document);
            }
            if (document.isCredit() && OpenCredit.of(document).open()) {
              open.add(document);
            }
          })
      );
    }
    if (ofPeriod.size() > MOST) {
      throw new TooLarge(ofPeriod.size(), MOST);
    }
    return new Found(ofPeriod, owedBefore, open);
  }

  private List<SupplierDocument> filed(String connection, List<SupplierDocument> bills) {
    return parts(bills)
      .stream()
      .flatMap(some -> {
        List<String> ids = some.stream().map(SupplierDocument::id).toList();
        Set<String> filed = records.latest(connection, XeroStampli.BILL, ids).keySet();
        return some.stream().filter(bill -> filed.contains(bill.id()));
      })
      .toList();
  }

  /** What suppliers owe by the period's end (rule P4). */
  private List<OpenCredit> openCredits(String tenant, Found found, Period period, List<String> notes) {
    Stream<OpenCredit> prepaid = searched("prepayments", notes, () -> xero.supplierPrepayments(tenant))
      .stream()
      .map(json -> OpenCredit.of(OpenCredit.PREPAYMENT, json));
    Stream<OpenCredit> overpaid = searched("overpayments", notes, () -> xero.supplierOverpayments(tenant))
      .stream()
      .map(json -> OpenCredit.of(OpenCredit.OVERPAYMENT, json));
    return Stream.of(found.openCredits().stream().map(OpenCredit::of), prepaid, overpaid)
      .flatMap(Function.identity())
      .filter(OpenCredit::open)
      .filter(one -> one.date().filter(period.to()::isBefore).isEmpty())
      .toList();
  }

  /** Where Xero has too many records to search them (facts, Xero 3), the report says that they are not in it. */
  private static List<JsonNode> searched(
    String what,
    List<String> notes,
    java.util.function.Supplier<List<JsonNode>> search
  ) {
    try {
      return search.get();
    } catch (RemoteFailure failed) {
      if (failed.failure().status() != TOO_MUCH_TO_SEARCH) {
        throw failed;
      }
      notes.add("Xero would not search its " + what + ": none of them are in this report");
      return List.of();
    }
  }

  private PeriodView view(BillContext.Scope scope, BillPlanner.Plan plan, List<OpenCredit> open) {
    String tenant = scope.tenant();
    OrganisationFacts organisation = reference.organisation(tenant);
    ZoneId zone = organisation.organisation().zone();
    Set<String> contacts = Stream.concat(
      plan
        .bills()
        .stream()
        .map(bill -> bill.document().supplier()),
      open.stream().map(OpenCredit::supplier)
    ).collect(Collectors.toSet());
    return new PeriodView(
      scope.settings(),
      organisation.organisation().shortCode(),
      zone,
      LocalDate.now(zone),
      accounts(tenant),
      reference
        .taxRates(tenant)
        .stream()
        .collect(Collectors.toMap(TaxRate::type, Function.identity(), (a, b) -> a)),
      vendors(scope, List.copyOf(contacts)),
      plan.orders(),
      delivered(scope.id(), plan.bills()),
      records.latest(scope.id(), XeroStampli.CREDIT, open.stream().map(OpenCredit::id).toList())
    );
  }

  private Map<String, Account> accounts(String tenant) {
    return reference
      .accounts(tenant)
      .stream()
      .filter(account -> !account.code().isEmpty())
      // An archived account may share its code with its successor.
      .collect(
        Collectors.toMap(Account::code, Function.identity(), (one, other) -> one.active() ? one : other)
      );
  }

  private Map<String, String> vendors(BillContext.Scope scope, List<String> contacts) {
    Map<String, String> vendors = new HashMap<>();
    parts(contacts).forEach(some ->
      suppliers
        .of(scope.tenant(), some)
        .forEach((id, supplier) -> vendors.put(id, Vendors.id(supplier, scope.settings()).orElse("")))
    );
    return vendors;
  }

  private Map<String, Instant> delivered(String connection, List<PlannedBill> bills) {
    Map<String, Instant> times = new HashMap<>();
    bills
      .stream()
      .flatMap(bill -> bill.delivered().stream())
      .map(FiledRecord::file)
      .distinct()
      .forEach(name ->
        files
          .file(connection, name)
          .flatMap(StagedFile::deliveredAt)
          .ifPresent(at -> times.put(name, at))
      );
    return times;
  }

  private Map<String, Message> lastMessages(String connection, List<SupplierDocument> documents) {
    Map<String, Message> last = new HashMap<>();
    for (String flow : flows()) {
      List<String> keys = documents
        .stream()
        .filter(document -> document.recordType().equals(flow))
        .map(SupplierDocument::id)
        .toList();
      parts(keys).forEach(some -> last.putAll(messages.lastOf(connection, flow, some)));
    }
    return last;
  }

  private Map<String, Message> fileMessages(String connection, List<PlannedBill> bills) {
    List<String> names = bills
      .stream()
      .flatMap(bill -> bill.last().stream())
      .filter(record -> !record.delivered())
      .map(FiledRecord::file)
      .distinct()
      .toList();
    Map<String, Message> last = new HashMap<>();
    parts(names).forEach(some -> last.putAll(messages.lastOf(connection, XeroStampli.FILE, some)));
    return last;
  }

  private static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts;
  }

  private static Report report(PeriodView view, PeriodTabs.Added added, List<String> notes) {
    return new Report(
      "bills and suppliers' credits by their day",
      view.zone().getId(),
      added.tabs(),
      added.rows(),
      notes
    );
  }

  @Override
  public void readAgain(Connection connection) {
    mirror.refresh(connection.xero().tenant(), MirrorKind.ORGANISATION);
  }

  @Override
  public Optional<String> busy(Connection connection) {
    return budget.figures(connection.xero().tenant()).keptForLive();
  }
}
