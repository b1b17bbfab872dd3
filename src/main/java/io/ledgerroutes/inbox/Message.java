package io.ledgerroutes.inbox;

import java.time.Instant;

/**
 * A row of the inbox.
 *
 * @param attempts how often a batch took it up
 * @param blamed how often it failed by its own fault
 */
public record Message(
  long id,
  String connection,
  String flow,
  String key,
  MessageState state,
  String reason,
  int attempts,
  int blamed,
  Instant receivedAt,
  Instant updatedAt,
  String correlationId
) {
  /** Whether an operator ended it for good. */
  public boolean discarded() {
    return state == MessageState.SKIPPED && reason != null && reason.startsWith(InboxStore.DISCARDED);
  }

  /** Whether an operator has sent it through again and it was not settled since. */
  public boolean replayed() {
    return InboxStore.REPLAYED.equals(reason);
  }
}
