package io.ledgerroutes.inbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes due messages of one connection under the tenant's lease. */
final class Claims {

  private final ClaimStore store;
  private final Payloads payloads;
  private final Admission admission;
  private final NodeName node;

  Claims(ClaimStore store, Payloads payloads, Admission admission, NodeName node) {
    this.store = store;
    this.payloads = payloads;
    this.admission = admission;
    this.node = node;
  }

  /** Connections this node may be asked to work on. */
  Set<String> candidates() {
    return admission.candidates();
  }

  /** A batch of up to {@code limit} messages; empty where none is due or this node may not work on them now. */
  Optional<Batch> next(String connection, String flow, int limit) {
    // Asked first, so that a lease is taken only where there is work.
    return store.hasDue(connection, flow)
      ? admission.admit(connection).flatMap(ticket -> claim(connection, flow, limit, ticket))
      : Optional.empty();
  }

  private Optional<Batch> claim(String connection, String flow, int limit, Admission.Ticket ticket) {
    List<Element> elements = store
      .claim(connection, flow, limit, node.value(), ticket.epoch())
      .stream()
      .map(row -> new Element(row.message(), payloads.open(row.message(), row.payload())))
      .toList();
    return elements.isEmpty()
      ? Optional.empty()
      : Optional.of(new Batch(connection, flow, ticket.tenant(), ticket.epoch(), elements));
  }
}
