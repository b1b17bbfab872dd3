package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Change;
import io.ledgerroutes.posting.Current;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.OrderSelection.Selected;
import io.ledgerroutes.xero.PostedDocument;
import io.ledgerroutes.xero.XeroInvoices;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/**
 * Voids the invoices of cancelled orders as far as that may be: unsent, without payments or credit, in an open
 * period. The others are credited by the steps that follow (rule W9).
 */
@Component("cancelledOrders")
public class CancelledOrders {

  private final OrderContext context;
  private final PostedOrders posted;
  private final XeroInvoices invoices;
  private final Posting posting;

  CancelledOrders(OrderContext context, PostedOrders posted, XeroInvoices invoices, Posting posting) {
    this.context = context;
    this.posted = posted;
    this.invoices = invoices;
    this.posting = posting;
  }

  /** Settles what it voids; what is to be credited, and every order that is not cancelled, goes on. */
  @Handler
  public void takeBack(Batch batch) {
    List<Element> cancelled = batch
      .open()
      .stream()
      .filter(element -> element.known(Selected.class) instanceof Selected.TakenBack)
      .toList();
    if (cancelled.isEmpty()) {
      return;
    }
    ClosedPeriods closed = context.closedPeriods(context.of(batch.connection()));
    Map<String, Current> now = invoices.read(
      batch.tenant(),
      cancelled
        .stream()
        .map(element -> invoice(element).targetId())
        .toList()
    );
    Map<SourceRef, Element> voided = new LinkedHashMap<>();
    List<Change> changes = new ArrayList<>();
    for (Element element : cancelled) {
      Link link = invoice(element);
      Current current = now.get(link.targetId());
      if (current == null) {
        element.settle(new Outcome.Held("invoice " + link.number() + " is not in Xero any more: check it"));
      } else if (mayBeVoided(element, current, closed)) {
        voided.put(link.source(), element);
        changes.add(XeroInvoices.ended(link, current));
      } else if (element.learned(ShopOrder.class).isEmpty()) {
        element.settle(new Outcome.Held(creditByHand(link)));
      }
    }
    end(batch.tenant(), voided, changes);
  }

  private static Link invoice(Element element) {
    return element.known(Generation.class).standing().orElseThrow();
  }

  private boolean mayBeVoided(Element element, Current now, ClosedPeriods closed) {
    boolean open = !closed.closed(LocalDate.parse(PostedDocument.of(invoice(element)).day()));
    boolean untouched = now.untouchable().isEmpty() && !posted.posted(element).credited();
    // Where a person has voided it already, that is only noted.
    return !now.live() || (open && untouched);
  }

  private void end(String tenant, Map<SourceRef, Element> voided, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    posting
      .change(tenant, invoices, changes)
      .forEach((source, result) -> {
        Element element = voided.get(source);
        switch (result) {
          case io.ledgerroutes.posting.Posted.Linked linked -> element.settle(
            new Outcome.Delivered("invoice " + linked.link().number() + " is void: the order is cancelled")
          );
          case io.ledgerroutes.posting.Posted.NotLinked stopped -> element.settle(stopped.outcome());
        }
      });
  }

  private static String creditByHand(Link invoice) {
    return (
      "the order is deleted in the shop; invoice " +
      invoice.number() +
      " cannot be voided any more: credit it by hand"
    );
  }
}
