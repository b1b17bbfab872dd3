package io.ledgerroutes.inbox;

/** The queue of unanswered arrivals stayed full; nothing was stored, the sender should come again. */
public final class InboxFull extends TryLater {

  public InboxFull() {
    super("The inbox is full for the moment; nothing was stored. Send it again in a few seconds.", null);
  }
}
