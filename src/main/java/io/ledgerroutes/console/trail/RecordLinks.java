package io.ledgerroutes.console.trail;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.RecordCardStore;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The links of a record with all that belongs to it: an order's invoices, payments, credit notes, allocations. */
@Component
class RecordLinks {

  private final LinkStore links;
  private final RecordCardStore records;
  private final Connections connections;

  RecordLinks(LinkStore links, RecordCardStore records, Connections connections) {
    this.links = links;
    this.records = records;
    this.connections = connections;
  }

  /** As source and as target, on every connection, oldest first. */
  List<Link> of(String kind, String id) {
    Set<String> tenants = connections
      .all()
      .stream()
      .map(Connection::xero)
      .map(xero -> xero.tenant())
      .collect(Collectors.toCollection(TreeSet::new));
    Set<String> scopes = new TreeSet<>(connections.ids());
    scopes.addAll(tenants);
    return Stream.of(
      links.ofSource(scopes, kind, id),
      ofParts(connections.ids(), kind, id),
      links.ofTarget(tenants, kind, id)
    )
      .flatMap(List::stream)
      .distinct()
      .sorted(Comparator.comparing(Link::createdAt))
      .toList();
  }

  private List<Link> ofParts(Collection<String> ids, String kind, String id) {
    return ids
      .stream()
      .flatMap(connection ->
        records
          .parts(connection, kind, id)
          .stream()
          .flatMap(part -> links.ofSource(List.of(connection), part.type(), part.id()).stream())
      )
      .toList();
  }
}
