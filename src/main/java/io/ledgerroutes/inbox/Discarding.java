package io.ledgerroutes.inbox;

import java.util.Optional;

/** A room's say when an operator ends messages for good; a Spring bean of it takes part. */
public interface Discarding {
  /**
   * Asked in the transaction that ends the message, before it does.
   *
   * @return why it must not be ended, and what to do instead; empty where it may
   */
  Optional<String> refusal(Message message);

  /** Ends what belongs to the message, in the transaction that ended it. */
  void discarded(Message message, String reason, String actor);
}
