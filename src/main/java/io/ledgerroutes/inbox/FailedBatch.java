package io.ledgerroutes.inbox;

import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.trace.Wordless;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** What an exception in a step means for the messages that have no outcome yet. */
final class FailedBatch {

  private static final Logger LOG = LoggerFactory.getLogger(FailedBatch.class);
  private static final Duration UNTIL_RECONNECTED = Duration.ofMinutes(1);

  private FailedBatch() {}

  static Outcome outcome(Throwable failure, int open) {
    Blame blame = open > 1 ? Blame.BATCH : Blame.RECORD;
    return switch (rootOf(failure)) {
      case RemoteFailure remote -> ofRemote(remote.failure(), blame);
      // What the store refuses for what it says would be refused again: that is the record's, not the store's.
      case DataIntegrityViolationException refused -> defect(refused, open, blame);
      case DataAccessException store -> Outcome.Retry.later("the store did not answer", null);
      case TransactionException store -> Outcome.Retry.later("the store did not answer", null);
      case TryLater later -> Outcome.Retry.later(later.getMessage(), later.after());
      case Throwable defect -> defect(defect, open, blame);
    };
  }

  private static Outcome defect(Throwable defect, int open, Blame blame) {
    LOG.error("A step failed on {} open messages", open, Wordless.of(defect));
    return new Outcome.Retry("a step failed: " + defect.getClass().getSimpleName(), null, blame);
  }

  private static Outcome ofRemote(Failure failure, Blame blame) {
    String words = failure.toString();
    return switch (failure.kind()) {
      case TRANSIENT, THROTTLED -> Outcome.Retry.later(words, failure.retryAfter().orElse(null));
      case CREDENTIALS -> Outcome.Retry.later(words, UNTIL_RECONNECTED);
      case STRUCTURAL -> blame == Blame.BATCH
        ? new Outcome.Retry(words, Duration.ZERO, blame)
        : new Outcome.Dead(words);
      case CONFLICT, RULE -> blame == Blame.BATCH
        ? new Outcome.Retry(words, Duration.ZERO, blame)
        : new Outcome.Held(words);
    };
  }

  // Camel and Spring wrap what a bean threw; the first cause that means something decides.
  private static Throwable rootOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (
        cause instanceof RemoteFailure ||
        cause instanceof TryLater ||
        cause instanceof DataAccessException ||
        cause instanceof TransactionException
      ) {
        return cause;
      }
    }
    return failure;
  }
}
