package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.remote.Failure;
import java.util.List;

/** What came of sending an intent once. */
sealed interface Sent {
  /**
   * Each element has its answer; the intent is still to be closed, together with what follows from them.
   *
   * @param begun when it was sent ({@link System#nanoTime})
   */
  record Replied(List<Reply> replies, long begun) implements Sent {}

  /** Turned away, or no answer, or the remote is down: no element is at fault, all of them come again. */
  record Postponed(Outcome later, Failure failure) implements Sent {}

  /** The remote is there and fails on this request as a whole. */
  record Failed(Failure failure) implements Sent {}
}
