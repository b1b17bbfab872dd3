package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.woocommerce.Order;
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
    batch.open().forEach(element -> translate(scope, element));
  }

  private static void translate(OrderContext.Scope scope, Element element) {
    Order order = element.known(Order.class);
    switch (OrderTranslator.translate(scope.connection().id(), scope.settings(), scope.zone(), order)) {
      case Translation.Invoice(Person person, InvoiceDraft draft) -> {
        element.learn(Person.class, person);
        element.learn(InvoiceDraft.class, draft);
      }
      case Translation.HeldBack(String reason) -> element.settle(new Outcome.Held(reason));
      case Translation.NotWanted(String reason) -> element.settle(new Outcome.Skipped(reason));
    }
  }
}
