package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.OrderSelection.Selected;
import io.ledgerroutes.xero.XeroInvoices;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/**
 * Settles the orders about which nothing is to be done. One that seems never to have been posted may be in Xero all
 * the same, by a write whose answer never came: that is found out before it is left alone.
 */
@Component("earlierWrites")
public class EarlierWrites {

  private static final Duration UNTIL_IT_TELLS = Duration.ofMinutes(1);

  private final OrderContext context;
  private final PostedOrders posted;
  private final XeroInvoices invoices;
  private final Posting posting;

  EarlierWrites(OrderContext context, PostedOrders posted, XeroInvoices invoices, Posting posting) {
    this.context = context;
    this.posted = posted;
    this.invoices = invoices;
    this.posting = posting;
  }

  /** Decides anew on what was found, and settles what is left alone. */
  @Handler
  public void recall(Batch batch) {
    Map<SourceRef, Element> unposted = new LinkedHashMap<>();
    for (Element element : batch.open()) {
      Generation generation = element.known(Generation.class);
      if (leftAlone(element) && generation.standing().isEmpty()) {
        unposted.put(Generation.source(batch.connection(), element.key(), generation.number()), element);
      }
    }
    if (!unposted.isEmpty()) {
      Set<SourceRef> untold = posting.recall(batch.tenant(), invoices, unposted.keySet());
      untold.forEach(source ->
        unposted
          .get(source)
          .settle(Outcome.Retry.later("an earlier write of its invoice has no known end yet", UNTIL_IT_TELLS))
      );
      decideAnew(batch, List.copyOf(unposted.values()));
    }
    batch
      .open()
      .forEach(element -> {
        if (element.known(Selected.class) instanceof Selected.LeftAlone(Outcome outcome)) {
          element.settle(outcome);
        }
      });
  }

  private static boolean leftAlone(Element element) {
    return element.known(Selected.class) instanceof Selected.LeftAlone;
  }

  private void decideAnew(Batch batch, List<Element> elements) {
    OrderSelection selection = new OrderSelection(context.of(batch.connection()));
    Map<String, Generation> now = posted.generations(
      batch.connection(),
      elements.stream().map(Element::key).toList()
    );
    for (Element element : elements) {
      Generation generation = now.get(element.key());
      element.learn(Generation.class, generation);
      element.learn(
        Selected.class,
        element
          .learned(ShopOrder.class)
          .map(order -> selection.of(order, generation))
          .orElseGet(() -> selection.ofDeleted(element.key(), generation))
      );
    }
  }
}
