package io.ledgerroutes.inbox;

import java.time.Duration;

/** Nothing is wrong with the records: this node cannot work on them now. */
public class TryLater extends RuntimeException {

  private final transient Duration after;

  public TryLater(String reason, Duration after) {
    super(reason);
    this.after = after;
  }

  /** How long to wait; null leaves it to the inbox's backoff. */
  public Duration after() {
    return after;
  }
}
