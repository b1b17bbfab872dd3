package io.ledgerroutes.inbox;

import java.util.Optional;
import java.util.Set;

/** Says whether a connection's messages may be claimed on this node now. */
public interface Admission {
  /** The connections that may be worked on at all now: running, with what they need. */
  Set<String> candidates();

  /** A ticket if this node holds the tenant's lease and the remote's budget allows a call; else empty. */
  Optional<Ticket> admit(String connection);

  /**
   * Confirms in the claim's own transaction that the ticket still holds, and keeps it so until that ends: a claim
   * that commits after the lease has passed on would never be given back.
   *
   * @throws TryLater where it does not hold any more
   */
  void confirm(Ticket ticket);

  /** What a claim is made under. */
  record Ticket(String tenant, long epoch) {}
}
