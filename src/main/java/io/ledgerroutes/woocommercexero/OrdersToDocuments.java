package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.Person;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Applies the translator to a batch and leaves what the ledger's steps need on its elements. */
@Component("ordersToDocuments")
public class OrdersToDocuments {

  private final OrderContext context;

  OrdersToDocuments(OrderContext context) {
    this.context = context;
  }

  /** Leaves a {@link Person} and an {@link InvoiceDraft} on each open element, or settles it with the reason. */
  @Handler
  public void translate(Batch batch) {
    OrderContext.Scope scope = context.of(batch.connection());
    if (batch.open().isEmpty()) {
      return;
    }
    BookingContext booking = new BookingContext(batch.connection(), scope.settings(), context.ledger(scope));
    batch.open().forEach(element -> translate(booking, element));
  }

  private static void translate(BookingContext booking, Element element) {
    ShopOrder order = element.known(ShopOrder.class);
    switch (OrderTranslator.translate(booking, order)) {
      case Translation.Planned(OrderPlan plan) -> {
        element.learn(OrderPlan.class, plan);
        element.learn(Person.class, plan.booked().person());
        element.learn(InvoiceDraft.class, plan.booked().invoice());
      }
      case Translation.HeldBack(String reason) -> element.settle(new Outcome.Held(reason));
      case Translation.NotWanted(String reason) -> element.settle(new Outcome.Skipped(reason));
    }
  }
}
