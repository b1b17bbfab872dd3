package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.PeriodBooks;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import io.ledgerroutes.xero.XeroBudget;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import io.ledgerroutes.xero.XeroPeriod;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.XeroMirror;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Periods of a shop's orders: what bringing them over would do, and how both sides compare. */
@Component
class WooCommercePeriods implements PeriodBooks {

  private static final int AT_ONCE = 500;
  private static final int TOO_MUCH_TO_SEARCH = 400;

  private final OrderContext context;
  private final PeriodOrders orders;
  private final PeriodPlanner planner;
  private final LinkStore links;
  private final InboxStore messages;
  private final XeroPeriod xero;
  private final XeroMirror mirror;
  private final XeroBudget budget;

  WooCommercePeriods(
    OrderContext context,
    PeriodOrders orders,
    PeriodPlanner planner,
    LinkStore links,
    InboxStore messages,
    XeroPeriod xero,
    XeroMirror mirror,
    XeroBudget budget
  ) {
    this.context = context;
    this.orders = orders;
    this.planner = planner;
    this.links = links;
    this.messages = messages;
    this.xero = xero;
    this.mirror = mirror;
    this.budget = budget;
  }

  @Override
  public String integration() {
    return WooCommerceXero.NAME;
  }

  @Override
  public String flow() {
    return WooCommerceWebhook.ORDERS;
  }

  @Override
  public String backfillFlow() {
    return WooCommerceXero.BACKFILL;
  }

  @Override
  public Report dryRun(Connection connection, Period period) {
    // Orders before the start are wanted here: a dry run is asked for their sake.
    OrderContext.Scope scope = context.of(connection.id()).ofAllDays();
    BookingContext booking = booking(scope);
    PeriodOrders.Found found = orders.placed(scope, period);
    List<PlannedOrder> planned = planner.plan(scope, booking, found.orders().values());
    DryRun dryRun = new DryRun(booking, planner.linked(planned), context.closedPeriods(scope));
    List<PeriodEntry> entries = new ArrayList<>();
    planned.forEach(order -> entries.addAll(dryRun.of(order)));
    addUnreadable(found, entries);
    return report(booking, false, entries, List.of(), List.of());
  }

  private BookingContext booking(OrderContext.Scope scope) {
    return new BookingContext(scope.connection().id(), scope.settings(), context.ledger(scope));
  }

  private static void addUnreadable(PeriodOrders.Found found, List<PeriodEntry> entries) {
    found
      .unreadable()
      .forEach((id, words) ->
        entries.add(PeriodEntry.of(PeriodRows.unreadable(id, words), Optional.empty()))
      );
  }

  @Override
  public Report reconcile(Connection connection, Period period) {
    OrderContext.Scope scope = context.of(connection.id());
    BookingContext booking = booking(scope);
    PeriodOrders.Found found = orders.placed(scope, period);
    List<PlannedOrder> planned = planner.plan(scope, booking, found.orders().values());
    PeriodLinks linked = planner.linked(planned);
    List<String> notes = new ArrayList<>();
    FoundBooks books = books(scope, period, planned, linked, notes);
    Set<Long> others = otherOrders(connection.id(), books, found);
    Comparison comparison = new Comparison(
      booking,
      linked,
      books,
      lastMessages(connection.id(), found, others)
    );
    List<PeriodEntry> entries = new ArrayList<>();
    planned.forEach(order -> entries.addAll(comparison.of(order)));
    entries.addAll(
      comparison.withoutOrder(
        NumberPattern.of(scope.settings().invoices().number()),
        orders.of(scope, others).orders()
      )
    );
    addUnreadable(found, entries);
    return report(booking, true, entries, notes, comparison.holds());
  }

  /** What Xero holds: by day in pages, and by id or number what lies on other days. */
  private FoundBooks books(
    OrderContext.Scope scope,
    Period period,
    List<PlannedOrder> planned,
    PeriodLinks linked,
    List<String> notes
  ) {
    String tenant = scope.connection().xero().tenant();
    LocalDate today = LocalDate.now(scope.zone());
    LocalDate last = period.to().isAfter(today) ? period.to() : today;
    Map<String, JsonNode> invoices = FoundBooks.byId(
      searched("invoices", notes, () -> xero.invoices(tenant, period.from(), period.to())),
      "InvoiceID"
    );
    invoices.putAll(
      FoundBooks.byId(xero.invoicesOf(tenant, missingInvoices(planned, invoices)), "InvoiceID")
    );
    invoices.putAll(
      FoundBooks.byId(xero.invoicesNumbered(tenant, missingNumbers(planned, invoices)), "InvoiceID")
    );
    Map<String, JsonNode> creditNotes = FoundBooks.byId(
      searched("credit notes", notes, () -> xero.creditNotes(tenant, period.from(), last)),
      "CreditNoteID"
    );
    Set<String> missing = new HashSet<>(linked.creditNotes().values().stream().map(Link::targetId).toList());
    missing.removeAll(creditNotes.keySet());
    creditNotes.putAll(FoundBooks.byId(xero.creditNotesOf(tenant, missing), "CreditNoteID"));
    Map<String, JsonNode> payments = FoundBooks.byId(
      searched("payments", notes, () -> xero.payments(tenant, period.from(), last)),
      "PaymentID"
    );
    return new FoundBooks(
      invoices,
      creditNotes,
      payments,
      linksTo(tenant, XeroInvoices.TYPE, invoices.keySet()),
      linksTo(tenant, XeroCreditNotes.TYPE, creditNotes.keySet())
    );
  }

  /** Where Xero has too many records to search them (facts, Xero 3), only what links name is read. */
  private static List<JsonNode> searched(String what, List<String> notes, Supplier<List<JsonNode>> search) {
    try {
      return search.get();
    } catch (RemoteFailure failed) {
      if (failed.failure().status() != TOO_MUCH_TO_SEARCH) {
        throw failed;
      }
      notes.add(
        "Xero would not search its " + what + " by day; those that nothing links to were not looked at"
      );
      return List.of();
    }
  }

  private static Set<String> missingInvoices(List<PlannedOrder> planned, Map<String, JsonNode> there) {
    Set<String> ids = new LinkedHashSet<>();
    planned.forEach(order -> order.generation().standing().map(Link::targetId).ifPresent(ids::add));
    ids.removeAll(there.keySet());
    return ids;
  }

  private static Set<String> missingNumbers(List<PlannedOrder> planned, Map<String, JsonNode> there) {
    Set<String> numbers = new LinkedHashSet<>();
    for (PlannedOrder order : planned) {
      boolean unlinked = order.generation().standing().isEmpty();
      if (unlinked && order.translation() instanceof Translation.Planned(OrderPlan plan)) {
        numbers.add(plan.booked().invoice().number());
      }
    }
    there.values().forEach(invoice -> numbers.remove(invoice.path("InvoiceNumber").asText()));
    return numbers;
  }

  private Map<String, Link> linksTo(String tenant, String type, Collection<String> ids) {
    return inParts(List.copyOf(ids), some -> links.ofTargets(tenant, type, some));
  }

  /** Orders that invoices of the period were made from, and that are not of the period. */
  private static Set<Long> otherOrders(String connection, FoundBooks books, PeriodOrders.Found found) {
    Set<Long> others = new LinkedHashSet<>();
    books
      .invoiceLinks()
      .values()
      .forEach(link -> NumberPattern.orderOf(connection, link).ifPresent(others::add));
    others.removeAll(found.orders().keySet());
    others.removeAll(found.unreadable().keySet());
    return others;
  }

  private Map<String, Message> lastMessages(String connection, PeriodOrders.Found found, Set<Long> others) {
    List<String> keys = new ArrayList<>();
    found
      .orders()
      .keySet()
      .forEach(id -> keys.add(Long.toString(id)));
    others.forEach(id -> keys.add(Long.toString(id)));
    return inParts(keys, some -> messages.lastOf(connection, flow(), some));
  }

  private static <T> Map<String, T> inParts(List<String> all, Function<List<String>, Map<String, T>> ask) {
    Map<String, T> found = new HashMap<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      found.putAll(ask.apply(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
    }
    return found;
  }

  private static Report report(
    BookingContext booking,
    boolean booked,
    List<PeriodEntry> entries,
    List<String> notes,
    List<Report.Hold> holds
  ) {
    String taxBasis = booking.ledger().organisation().salesTaxBasis();
    PeriodTabs.Added added = PeriodTabs.of(booking, LocalDate.now(booking.zone()), booked, entries);
    return new Report(
      "orders by the day they were placed; the organisation's sales tax basis is " +
        (taxBasis.isEmpty() ? "not known" : taxBasis),
      booking.zone().getId(),
      added.tabs(),
      added.rows(),
      notes,
      holds
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
