package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.ClosedPeriods.Dating;
import io.ledgerroutes.woocommercexero.OrderSelection.Selected;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.Person;
import io.ledgerroutes.xero.PostedDocument;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Applies the translator to a batch and leaves what the ledger's steps need on its elements. */
@Component("ordersToDocuments")
public class OrdersToDocuments {

  private final OrderContext context;
  private final PostedOrders posted;
  private final DeletedRefunds deleted;

  OrdersToDocuments(OrderContext context, PostedOrders posted, DeletedRefunds deleted) {
    this.context = context;
    this.posted = posted;
    this.deleted = deleted;
  }

  /**
   * Leaves an {@link OrderPlan}, a {@link Person} and an {@link InvoiceDraft} on each open element, or settles it with
   * the reason.
   */
  @Handler
  public void translate(Batch batch) {
    OrderContext.Scope scope = context.of(batch.connection());
    if (batch.open().isEmpty()) {
      return;
    }
    BookingContext booking = new BookingContext(batch.connection(), scope.settings(), context.ledger(scope));
    ClosedPeriods closed = context.closedPeriods(scope);
    batch.open().forEach(element -> translate(batch.tenant(), booking, closed, element));
  }

  private void translate(String tenant, BookingContext booking, ClosedPeriods closed, Element element) {
    ShopOrder order = element.known(ShopOrder.class);
    Posted stands = posted.posted(element);
    boolean takenBack = element.known(Selected.class) instanceof Selected.TakenBack;
    if (stands.cancelled() && !takenBack) {
      element.settle(new Outcome.Held(wantedAgain(element)));
      return;
    }
    switch (OrderTranslator.translate(booking, order, stands)) {
      case Translation.Planned(OrderPlan planned) -> {
        OrderPlan plan = takenBack ? CancelledPlan.of(booking, planned, order.refunds(), stands) : planned;
        creditedTwice(tenant, element, plan, stands).ifPresentOrElse(
          reason -> element.settle(new Outcome.Held(reason)),
          () -> plan(element, closed, plan)
        );
      }
      case Translation.HeldBack(String reason) -> element.settle(new Outcome.Held(reason));
      case Translation.NotWanted(String reason) -> element.settle(notWanted(element, reason));
    }
  }

  /** Asked only where an invoice that stands is to be credited anew. */
  private Optional<String> creditedTwice(String tenant, Element element, OrderPlan plan, Posted stands) {
    Set<String> known = stands
      .refunds()
      .stream()
      .map(id -> Long.toString(id))
      .collect(Collectors.toSet());
    boolean anew = plan
      .credits()
      .stream()
      .map(credit -> credit.note().source())
      .anyMatch(source -> !source.type().equals(RefundTranslator.REFUND) || !known.contains(source.id()));
    return element
      .known(Generation.class)
      .standing()
      .filter(invoice -> anew && !stands.cancelled())
      .flatMap(invoice ->
        deleted.obstacle(
          tenant,
          element.message().connection(),
          element.known(ShopOrder.class).refunds(),
          Set.copyOf(List.of(invoice.number(), plan.booked().invoice().number()))
        )
      );
  }

  private static void plan(Element element, ClosedPeriods closed, OrderPlan translated) {
    Generation generation = element.known(Generation.class);
    OrderPlan plan = generation.of(translated);
    InvoiceDraft invoice = plan.booked().invoice();
    element.consistsOf(OrderCard.parts(plan));
    element.learn(OrderPlan.class, plan);
    element.learn(Person.class, plan.booked().person());
    element.learn(InvoiceDraft.class, invoice);
    if (generation.standing().isPresent()) {
      change(element, closed, generation.standing().get());
    } else {
      date(element, closed, invoice);
    }
  }

  private static void date(Element element, ClosedPeriods closed, InvoiceDraft invoice) {
    String what = "invoice " + invoice.number();
    switch (closed.date(ClosedPeriods.Kind.INVOICE, what, invoice.day())) {
      case Dating.On(LocalDate day) -> element.learn(InvoiceDraft.class, invoice.dated(day));
      case Dating.Stopped(String reason) -> element.settle(new Outcome.Held(reason));
    }
  }

  private static void change(Element element, ClosedPeriods closed, Link posted) {
    if (posted.sourceProjection().equals(element.known(InvoiceDraft.class).sourceProjection())) {
      return;
    }
    LocalDate day = LocalDate.parse(PostedDocument.of(posted).day());
    if (element.known(Selected.class) instanceof Selected.TakenBack) {
      element.settle(
        new Outcome.Held(
          "the order was changed and cancelled after invoice " +
            posted.number() +
            " was posted, which cannot be voided any more: credit it by hand"
        )
      );
    } else if (closed.closed(day)) {
      element.settle(
        new Outcome.Held(
          "the order changed, and invoice " +
            posted.number() +
            " of " +
            day +
            " lies in a closed period: credit or charge the difference in an open one"
        )
      );
    }
  }

  /** What was sold once is not skipped in silence. */
  private static Outcome notWanted(Element element, String reason) {
    return element
      .known(Generation.class)
      .standing()
      .<Outcome>map(invoice ->
        new Outcome.Held(
          reason + ", and invoice " + invoice.number() + " stands: void or credit it, or check the order"
        )
      )
      .orElseGet(() -> new Outcome.Skipped(reason));
  }

  private static String wantedAgain(Element element) {
    String invoice = element.known(Generation.class).standing().map(Link::number).orElse("none");
    return (
      "the order is wanted again, but invoice " +
      invoice +
      " was credited when it was cancelled: invoice it by hand"
    );
  }
}
