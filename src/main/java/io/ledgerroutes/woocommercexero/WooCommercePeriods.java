package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.PeriodBooks;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import io.ledgerroutes.xero.BudgetFigures;
import io.ledgerroutes.xero.XeroBudget;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import io.ledgerroutes.xero.XeroPayments;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import io.ledgerroutes.xero.mirror.XeroMirror;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Periods of a shop's orders: what bringing them over would do, and how both sides compare. */
@Component
class WooCommercePeriods implements PeriodBooks {

  private static final int LINKS_AT_ONCE = 500;

  private final OrderContext context;
  private final PeriodOrders orders;
  private final LinkStore links;
  private final XeroMirror mirror;
  private final XeroBudget budget;

  WooCommercePeriods(
    OrderContext context,
    PeriodOrders orders,
    LinkStore links,
    XeroMirror mirror,
    XeroBudget budget
  ) {
    this.context = context;
    this.orders = orders;
    this.links = links;
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
    OrderContext.Scope scope = context.of(connection.id());
    BookingContext booking = new BookingContext(connection.id(), scope.settings(), context.ledger(scope));
    PeriodOrders.Found found = orders.placed(scope, period);
    Map<Long, Translation> plans = plans(booking, found.orders().values());
    DryRun dryRun = new DryRun(booking, linked(plans.values()), closedThrough(booking));
    List<PeriodEntry> entries = new ArrayList<>();
    found
      .orders()
      .values()
      .forEach(order ->
        entries.addAll(dryRun.of(order, leftAlone(order, scope), plans.get(order.order().id())))
      );
    found
      .unreadable()
      .forEach((id, words) ->
        entries.add(PeriodEntry.of(PeriodRows.unreadable(id, words), Optional.empty()))
      );
    return report(booking, false, entries, List.of());
  }

  // Orders before the start are wanted here: a dry run is asked for their sake.
  private static Optional<String> leftAlone(ShopOrder order, OrderContext.Scope scope) {
    return OrderSelection.leftAlone(order.order(), scope.settings(), LocalDate.MIN, scope.zone());
  }

  private static Map<Long, Translation> plans(BookingContext booking, Collection<ShopOrder> found) {
    Map<Long, Translation> plans = new HashMap<>();
    found.forEach(order -> plans.put(order.order().id(), OrderTranslator.translate(booking, order)));
    return plans;
  }

  private PeriodLinks linked(Collection<Translation> translations) {
    List<OrderPlan> plans = translations
      .stream()
      .flatMap(each -> each instanceof Translation.Planned(OrderPlan plan) ? Stream.of(plan) : Stream.empty())
      .toList();
    return new PeriodLinks(
      find(
        plans
          .stream()
          .map(plan -> plan.booked().invoice().source())
          .toList(),
        XeroInvoices.TYPE
      ),
      find(plans.stream().flatMap(WooCommercePeriods::moneySources).toList(), XeroPayments.TYPE),
      find(
        plans
          .stream()
          .flatMap(plan -> plan.credits().stream())
          .map(credit -> credit.note().source())
          .toList(),
        XeroCreditNotes.TYPE
      )
    );
  }

  private static Stream<SourceRef> moneySources(OrderPlan plan) {
    return plan.payments().stream().map(Money::source);
  }

  private Map<SourceRef, Link> find(List<SourceRef> sources, String type) {
    Map<SourceRef, Link> found = new HashMap<>();
    for (int from = 0; from < sources.size(); from += LINKS_AT_ONCE) {
      found.putAll(links.find(sources.subList(from, Math.min(sources.size(), from + LINKS_AT_ONCE)), type));
    }
    return found;
  }

  private static Optional<LocalDate> closedThrough(BookingContext booking) {
    return Stream.of(
      booking.ledger().organisation().closedThrough(),
      booking.settings().closedPeriods().closedThrough()
    )
      .flatMap(Optional::stream)
      .max(LocalDate::compareTo);
  }

  private static Report report(
    BookingContext booking,
    boolean booked,
    List<PeriodEntry> entries,
    List<String> notes
  ) {
    OrganisationFacts organisation = booking.ledger().organisation();
    PeriodTabs.Added added = PeriodTabs.of(booking, LocalDate.now(booking.zone()), booked, entries);
    String basis = organisation.salesTaxBasis().isEmpty() ? "not known" : organisation.salesTaxBasis();
    return new Report(
      "orders by the day they were placed; sales tax basis of the organisation: " + basis,
      booking.zone().getId(),
      added.tabs(),
      added.rows(),
      notes
    );
  }

  @Override
  public Report reconcile(Connection connection, Period period) {
    return dryRun(connection, period);
  }

  @Override
  public void readAgain(Connection connection) {
    mirror.refresh(connection.xero().tenant(), MirrorKind.ORGANISATION);
  }

  @Override
  public Optional<String> busy(Connection connection) {
    BudgetFigures figures = budget.figures(connection.xero().tenant());
    boolean fifthLeft =
      figures.dayLeft().isPresent() && figures.dayLeft().getAsInt() <= figures.day().orElse(0) / 5;
    return fifthLeft
      ? Optional.of("the rest of the day's calls at Xero is kept for live records")
      : Optional.empty();
  }
}
