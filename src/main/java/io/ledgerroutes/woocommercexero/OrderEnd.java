package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.woocommercexero.Credit.Use;
import io.ledgerroutes.xero.Brought;
import io.ledgerroutes.xero.PostedDocument;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import io.ledgerroutes.xero.XeroPayments;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** The last step of an order: all that can stand stands, and what is left is a person's. */
@Component("orderEnd")
public class OrderEnd {

  /** Settles each open element: Delivered with the documents' names, or Held where something is left to decide. */
  @Handler
  public void settle(Batch batch) {
    batch.open().forEach(element -> element.settle(outcome(element)));
  }

  private static Outcome outcome(Element element) {
    List<String> documents = new ArrayList<>();
    Brought.of(element)
      .links()
      .forEach(link -> named(link, documents));
    String stands = String.join(", ", documents);
    List<String> concerns = concerns(element.known(OrderPlan.class));
    return concerns.isEmpty()
      ? new Outcome.Delivered(stands)
      : new Outcome.Held(
          stands + (documents.size() == 1 ? " stands; " : " stand; ") + String.join("; ", concerns)
        );
  }

  private static List<String> concerns(OrderPlan plan) {
    List<String> concerns = new ArrayList<>(plan.concerns());
    for (Credit credit : plan.credits()) {
      for (Use use : credit.uses()) {
        if (use instanceof Use.AskedFor(String concern)) {
          concerns.add(concern);
        }
      }
    }
    return concerns;
  }

  private static void named(Link link, List<String> documents) {
    switch (link.targetType()) {
      case XeroInvoices.TYPE -> documents.add("invoice " + link.number());
      case XeroCreditNotes.TYPE -> documents.add("credit note " + link.number());
      case XeroPayments.TYPE -> documents.add("payment of " + PostedDocument.of(link).amount());
      default -> {
        // An allocation shows on its credit note.
      }
    }
  }
}
