package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroPayments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Plans the orders of a period as the work would, by the same functions and links, many at a time. */
@Component
class PeriodPlanner {

  private static final int AT_ONCE = 500;

  private final PostedOrders posted;
  private final LinkStore links;

  PeriodPlanner(PostedOrders posted, LinkStore links) {
    this.posted = posted;
    this.links = links;
  }

  /** Plans of orders, in their order. */
  List<PlannedOrder> plan(OrderContext.Scope scope, BookingContext booking, Collection<ShopOrder> orders) {
    OrderSelection selection = new OrderSelection(scope);
    Map<String, Generation> generations = generations(scope.connection().id(), orders);
    Map<SourceRef, Link> notes = notes(scope.connection().id(), orders);
    List<PlannedOrder> planned = new ArrayList<>();
    for (ShopOrder order : orders) {
      Generation generation = generations.get(Long.toString(order.order().id()));
      Posted stands = posted(scope.connection().id(), order, generation, notes);
      OrderSelection.Selected selected = selection.of(order, generation);
      Translation translation = translation(booking, order, stands, selected);
      planned.add(
        new PlannedOrder(
          order,
          generation,
          selected,
          ofGeneration(generation, translation),
          stands.cancelled()
        )
      );
    }
    return planned;
  }

  private static Translation translation(
    BookingContext booking,
    ShopOrder order,
    Posted stands,
    OrderSelection.Selected selected
  ) {
    boolean takenBack = selected instanceof OrderSelection.Selected.TakenBack;
    if (stands.cancelled() && !takenBack) {
      return new Translation.HeldBack(
        "The order is wanted again, but its invoice was credited when it was cancelled: invoice it by hand"
      );
    }
    Translation translation = OrderTranslator.translate(booking, order, stands);
    return stands.cancelled() && translation instanceof Translation.Planned(OrderPlan plan)
      ? new Translation.Planned(CancelledPlan.of(booking, plan, order.refunds(), stands))
      : translation;
  }

  private static Translation ofGeneration(Generation generation, Translation translation) {
    return translation instanceof Translation.Planned(OrderPlan plan)
      ? new Translation.Planned(generation.of(plan))
      : translation;
  }

  private static Posted posted(
    String connection,
    ShopOrder order,
    Generation generation,
    Map<SourceRef, Link> notes
  ) {
    Set<Long> credited = order
      .refunds()
      .stream()
      .map(refund -> refund.id())
      .filter(id -> notes.containsKey(refundSource(connection, id)))
      .collect(Collectors.toSet());
    boolean cancelled = notes.containsKey(cancellationSource(connection, order.order().id()));
    return new Posted(generation.standing().map(Link::targetProjection), credited, cancelled);
  }

  static SourceRef refundSource(String connection, long refund) {
    return new SourceRef(connection, RefundTranslator.REFUND, Long.toString(refund));
  }

  static SourceRef cancellationSource(String connection, long order) {
    return new SourceRef(connection, CancellationTranslator.CANCELLATION, Long.toString(order));
  }

  private Map<String, Generation> generations(String connection, Collection<ShopOrder> orders) {
    List<String> keys = orders
      .stream()
      .map(order -> Long.toString(order.order().id()))
      .toList();
    Map<String, Generation> found = new HashMap<>();
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      found.putAll(posted.generations(connection, keys.subList(from, Math.min(keys.size(), from + AT_ONCE))));
    }
    return found;
  }

  /** The credit notes of the orders' refunds and cancellations. */
  private Map<SourceRef, Link> notes(String connection, Collection<ShopOrder> orders) {
    Set<SourceRef> sources = new LinkedHashSet<>();
    for (ShopOrder order : orders) {
      sources.add(cancellationSource(connection, order.order().id()));
      order.refunds().forEach(refund -> sources.add(refundSource(connection, refund.id())));
    }
    return find(sources, XeroCreditNotes.TYPE);
  }

  /** What the plans' payments and credit notes became. */
  PeriodLinks linked(Collection<PlannedOrder> orders) {
    Set<SourceRef> payments = new LinkedHashSet<>();
    Set<SourceRef> notes = new LinkedHashSet<>();
    String connection = "";
    for (PlannedOrder order : orders) {
      if (order.translation() instanceof Translation.Planned(OrderPlan plan)) {
        plan.payments().forEach(money -> payments.add(money.source()));
        plan.credits().forEach(credit -> notes.add(credit.note().source()));
        plan.credits().forEach(credit -> credit.uses().forEach(use -> addMoney(use, payments)));
        connection = plan.booked().invoice().source().scope();
        notes.add(cancellationSource(connection, order.order().order().id()));
      }
    }
    return new PeriodLinks(find(payments, XeroPayments.TYPE), find(notes, XeroCreditNotes.TYPE));
  }

  private static void addMoney(Credit.Use use, Set<SourceRef> payments) {
    if (use instanceof Credit.Use.PaidBack(Money money)) {
      payments.add(money.source());
    }
  }

  private Map<SourceRef, Link> find(Collection<SourceRef> wanted, String type) {
    List<SourceRef> sources = List.copyOf(wanted);
    Map<SourceRef, Link> found = new HashMap<>();
    for (int from = 0; from < sources.size(); from += AT_ONCE) {
      found.putAll(links.find(sources.subList(from, Math.min(sources.size(), from + AT_ONCE)), type));
    }
    return found;
  }
}
