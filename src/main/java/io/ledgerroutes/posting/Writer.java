package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Duration;
import java.util.List;

/**
 * Commits intents and sends them, for one pass over one tenant and target; what a failure says about the write is
 * noted on its intent and in the audit trail (DESIGN, rules 4 and 5).
 */
final class Writer {

  /** Xero keeps an idempotency key for six minutes from the first call (facts, Xero 3); one is left as margin. */
  private static final long KEY_LIVES_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final Duration AFTER_NO_ANSWER = Duration.ofSeconds(2);

  private final String tenant;
  private final Target target;
  private final PostingStores stores;
  private Boolean remoteUp;

  Writer(String tenant, Target target, PostingStores stores) {
    this.tenant = tenant;
    this.target = target;
    this.stores = stores;
  }

  /** Whether sending the intent once more would still be answered from the first time, and tell something. */
  static boolean answerMayStillCome(Intent intent) {
    return intent.state() != Intent.State.ANSWERED && intent.ageMillis() < KEY_LIVES_MILLIS;
  }

  /** The lease, long enough for a write. */
  Lease lease() {
    return stores.leases().require(tenant, target.remote().callTimeout());
  }

  /** Runs in one transaction that is on disk when it returns, while the lease is still this node's. */
  void underLease(Runnable work) {
    stores
      .database()
      .durably(() -> {
        stores.leases().confirm(lease());
        work.run();
      });
  }

  /** The drafts in requests of at most so many. */
  List<List<Draft>> parts(List<Draft> drafts, int most) {
    return Parts.of(drafts, most, target.terms().largestRequestBytes(), draft ->
      target.compose(List.of(draft)).length
    );
  }

  /** An intent for these drafts, on disk when it returns. */
  Intent intend(String kind, List<Draft> drafts) {
    Lease lease = lease();
    byte[] request = target.compose(drafts);
    return stores
      .database()
      .durably(() -> {
        stores.leases().confirm(lease);
        return stores.intents().open(lease, kind, request, drafts);
      });
  }

  /**
   * Sends the intent.
   *
   * @param repeated whether an earlier process may have sent it before
   */
  Sent send(Intent intent, boolean repeated) {
    lease();
    long begun = System.nanoTime();
    try {
      return new Sent.Replied(
        target.send(tenant, intent.request(), intent.key(), intent.drafts().size()),
        begun
      );
    } catch (RemoteFailure failed) {
      return failed(intent, failed.failure(), repeated, begun);
    }
  }

  private Sent failed(Intent intent, Failure failure, boolean repeated, long begun) {
    boolean noAnswer = failure.status() == 0;
    boolean turnedAway =
      failure.kind() == FailureKind.THROTTLED ||
      failure.kind() == FailureKind.CREDENTIALS ||
      (noAnswer && !failure.mayHaveHappened());
    boolean silent = noAnswer && !turnedAway && remoteIsUp();
    String fate = turnedAway ? "not written" : noAnswer ? "no answer" : "failed";
    stores
      .database()
      .durably(() -> {
        if (turnedAway && !repeated) {
          // A repeat that was turned away says nothing about the write before it.
          stores.intents().close(intent);
        } else if (silent) {
          stores.intents().silent(intent);
        } else if (!turnedAway && !noAnswer) {
          stores.intents().answered(intent);
        }
        stores.audit().record(WriteTrail.failed(intent, fate, failure, begun));
      });
    if (turnedAway || noAnswer) {
      Duration wait = failure.retryAfter().orElse(noAnswer ? AFTER_NO_ANSWER : null);
      return new Sent.Postponed(Outcome.Retry.later(failure.toString(), wait), failure);
    }
    return remoteIsUp()
      ? new Sent.Failed(failure)
      : new Sent.Postponed(Outcome.Retry.later("the remote is down: " + failure, null), failure);
  }

  String tenant() {
    return tenant;
  }

  /** Whether a cheap probe is answered; asked once a pass. */
  boolean remoteIsUp() {
    if (remoteUp == null) {
      remoteUp = target.remote().answers(tenant);
    }
    return remoteUp;
  }

  /** Closes an answered intent in the running transaction. */
  void close(Intent intent, Sent.Replied replied) {
    stores.intents().close(intent);
    stores.audit().record(WriteTrail.answered(intent, replied.replies(), replied.begun()));
  }

  /** The linked document, or, where the target made something else of it than was meant, held with the difference. */
  Posted asMeant(String meant, Posted.Linked linked) {
    String words = target.differences(meant, linked.link().targetProjection());
    return words.isEmpty()
      ? linked
      : new Posted.NotLinked(
          new Outcome.Held("document " + linked.link().number() + " differs from what was meant: " + words)
        );
  }

  /** What becomes of an element that was refused in an otherwise successful answer. */
  static Outcome refused(Failure failure) {
    return switch (failure.kind()) {
      case STRUCTURAL -> new Outcome.Dead(failure.words());
      case CONFLICT, RULE -> new Outcome.Held(failure.words());
      case CREDENTIALS, THROTTLED -> Outcome.Retry.later(failure.words(), null);
      case TRANSIENT -> new Outcome.Retry(failure.words(), null, Blame.RECORD);
    };
  }

  /**
   * What becomes of an element on which the remote fails while it stands alone.
   *
   * @param failure null where no answer came, in this pass or an earlier one
   */
  static Outcome failedAlone(Failure failure) {
    String reason = "the remote fails on this record: " + (failure == null ? "no answer" : failure);
    return failure != null && failure.kind() == FailureKind.STRUCTURAL
      ? new Outcome.Dead(reason)
      : new Outcome.Retry(reason, null, Blame.RECORD);
  }
}
