package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.PostedDocument;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which orders have an invoice, by their links. */
@Component
class PostedOrders {

  private final LinkStore links;

  PostedOrders(LinkStore links) {
    this.links = links;
  }

  /** For each order which of its invoices counts. */
  Map<String, Generation> generations(String connection, Collection<String> orders) {
    Map<String, Generation> found = new HashMap<>();
    Map<String, Link> voided = new HashMap<>();
    Set<String> open = new HashSet<>(orders);
    for (int number = 1; !open.isEmpty(); number++) {
      Map<String, Link> linked = linked(connection, open, number);
      for (String order : Set.copyOf(open)) {
        Optional<Link> link = Optional.ofNullable(linked.get(order));
        if (link.filter(each -> PostedDocument.of(each).gone()).isPresent()) {
          voided.put(order, link.get());
        } else {
          found.put(order, new Generation(number, link, Optional.ofNullable(voided.get(order))));
          open.remove(order);
        }
      }
    }
    return found;
  }

  private Map<String, Link> linked(String connection, Set<String> orders, int number) {
    Map<SourceRef, String> sources = orders
      .stream()
      .collect(Collectors.toMap(order -> Generation.source(connection, order, number), Function.identity()));
    return links
      .find(sources.keySet(), XeroInvoices.TYPE)
      .entrySet()
      .stream()
      .collect(Collectors.toMap(entry -> sources.get(entry.getKey()), Map.Entry::getValue));
  }

  /** What stands in the books for an order that was fetched. */
  Posted posted(Element order) {
    String connection = order.message().connection();
    List<SourceRef> sources = new ArrayList<>();
    SourceRef cancellation = new SourceRef(connection, CancellationTranslator.CANCELLATION, order.key());
    sources.add(cancellation);
    order
      .learned(ShopOrder.class)
      .ifPresent(known ->
        known
          .refunds()
          .forEach(refund ->
            sources.add(new SourceRef(connection, RefundTranslator.REFUND, Long.toString(refund.id())))
          )
      );
    Set<SourceRef> notes = new HashSet<>(links.find(sources, XeroCreditNotes.TYPE).keySet());
    boolean cancelled = notes.remove(cancellation);
    return new Posted(
      order.known(Generation.class).standing().map(Link::targetProjection),
      notes
        .stream()
        .map(source -> Long.parseLong(source.id()))
        .collect(Collectors.toSet()),
      cancelled
    );
  }
}
