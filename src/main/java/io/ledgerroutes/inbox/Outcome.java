package io.ledgerroutes.inbox;

import java.time.Duration;

/** What became of one message in one attempt; the only thing that settles a row. */
public sealed interface Outcome {
  /** Words for the operator, without personal data. */
  String reason();

  /** The target is as it should be. */
  record Delivered(String reason) implements Outcome {}

  /** There is nothing to do. */
  record Skipped(String reason) implements Outcome {}

  /**
   * Tried again later.
   *
   * @param after how long to wait; null leaves it to the inbox's backoff
   * @param blame whose fault the failure was
   */
  record Retry(String reason, Duration after, Blame blame) implements Outcome {
    /** Not the record's fault: the remote is down, throttles, or the node stopped. */
    public static Retry later(String reason, Duration after) {
      return new Retry(reason, after, Blame.NONE);
    }
  }

  /**
   * A rule stopped it.
   *
   * @param waitsFor the link whose appearance releases it (see {@code Link#waitsForName}), or null for a person
   */
  record Held(String reason, String waitsFor) implements Outcome {
    public Held(String reason) {
      this(reason, null);
    }
  }

  /** No retry will mend it. */
  record Dead(String reason) implements Outcome {}

  /** Whose fault a failed attempt was. */
  enum Blame {
    /** Nobody's among the records: never leads to DEAD. */
    NONE,
    /** Some record of the batch: each is tried alone next time. */
    BATCH,
    /** This record's: after a few of these it is DEAD. */
    RECORD,
  }
}
