package io.ledgerroutes.posting;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.posting.Intent.State;
import io.ledgerroutes.posting.Posted.How;
import io.ledgerroutes.posting.Posted.Linked;
import io.ledgerroutes.posting.Posted.NotLinked;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One pass over some drafts of one kind: known links, earlier intents, then writes, with a failing request
 * looked up and split in halves until the element at fault stands alone (DESIGN, rules 4 and 5).
 */
final class PostingPass {

  /** Xero keeps an idempotency key for six minutes from the first call (facts, Xero 3); one is left as margin. */
  private static final long KEY_LIVES_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final Duration AFTER_NO_ANSWER = Duration.ofSeconds(2);

  private final String tenant;
  private final Target target;
  private final Map<SourceRef, Draft> drafts = new LinkedHashMap<>();
  private final Map<SourceRef, Posted> results = new HashMap<>();
  private final LinkStore links;
  private final IntentStore intents;
  private final TenantLeases leases;
  private final AuditTrail audit;
  private final Database database;
  private Boolean remoteUp;

  PostingPass(
    String tenant,
    Target target,
    List<Draft> drafts,
    LinkStore links,
    IntentStore intents,
    TenantLeases leases,
    AuditTrail audit,
    Database database
  ) {
    this.tenant = tenant;
    this.target = target;
    drafts.forEach(draft -> this.drafts.put(draft.source(), draft));
    this.links = links;
    this.intents = intents;
    this.leases = leases;
    this.audit = audit;
    this.database = database;
  }

  Map<SourceRef, Posted> results() {
    return results;
  }

  void takeKnownLinks() {
    links.find(drafts.keySet(), target.type()).forEach((source, link) -> results.put(source, known(link)));
  }

  private Posted known(Link link) {
    return new Linked(link, How.KNOWN);
  }

  /** Finds out what became of earlier writes that have no known end. */
  void resolveEarlierIntents() {
    for (Intent intent : intents.unresolved(tenant, target.type(), open())) {
      boolean undecided = intent.drafts().stream().anyMatch(this::isOpen);
      boolean answerUnknown = intent.state() != State.ANSWERED && intent.ageMillis() < KEY_LIVES_MILLIS;
      if (undecided && answerUnknown) {
        send(intent, true);
      } else if (undecided) {
        lookAndSplit(intent, null, true);
      }
    }
  }

  /** Looks for every open draft by its number, and adopts what is ours. */
  void lookForAll() {
    for (List<Draft> part : inParts(openDrafts(), target.largestRequest())) {
      Map<String, Found> found = target.look(
        tenant,
        part.stream().map(Draft::number).filter(Objects::nonNull).toList()
      );
      database.durably(() -> {
        leases.confirm(lease());
        part.forEach(draft -> {
          if (draft.number() != null && found.containsKey(draft.number())) {
            adopt(draft, found.get(draft.number()));
          }
        });
      });
    }
  }

  void writeMissing() {
    write(openDrafts(), target.largestRequest());
  }

  private void write(List<Draft> missing, int partSize) {
    for (List<Draft> part : inParts(missing, Math.max(1, partSize))) {
      Lease lease = lease();
      byte[] request = target.compose(part);
      Intent intent = database.durably(() -> {
        leases.confirm(lease);
        return intents.open(lease, target.type(), request, part);
      });
      send(intent, false);
    }
  }

  private void send(Intent intent, boolean repeated) {
    lease();
    long begun = System.nanoTime();
    try {
      List<Reply> replies = target.send(tenant, intent.request(), intent.key(), intent.drafts().size());
      accept(intent, replies, begun);
    } catch (RemoteFailure failed) {
      failed(intent, failed.failure(), repeated, begun);
    }
  }

  private void accept(Intent intent, List<Reply> replies, long begun) {
    List<Draft> conflicting = new ArrayList<>();
    database.durably(() -> {
      leases.confirm(lease());
      for (int position = 0; position < replies.size(); position++) {
        Draft draft = intent.drafts().get(position);
        switch (replies.get(position)) {
          case Reply.Accepted accepted -> link(
            draft,
            accepted.targetId(),
            accepted.number(),
            accepted.projection(),
            How.WRITTEN
          );
          case Reply.Refused refused -> {
            refuse(draft, refused.failure());
            if (refused.failure().kind() == FailureKind.CONFLICT) {
              conflicting.add(draft);
            }
          }
        }
      }
      intents.close(intent);
      audit.record(WriteTrail.answered(intent, replies, begun));
    });
    lookAtConflicts(conflicting);
  }

  /** "Taken" may mean: by ourselves, in a past that a restored backup does not know. */
  private void lookAtConflicts(List<Draft> conflicting) {
    List<Draft> numbered = conflicting
      .stream()
      .filter(draft -> draft.number() != null)
      .toList();
    if (numbered.isEmpty()) {
      return;
    }
    Map<String, Found> found = target.look(tenant, numbered.stream().map(Draft::number).toList());
    database.durably(() -> {
      leases.confirm(lease());
      numbered
        .stream()
        .filter(draft -> found.containsKey(draft.number()))
        .forEach(draft -> adopt(draft, found.get(draft.number())));
    });
  }

  private void failed(Intent intent, Failure failure, boolean repeated, long begun) {
    boolean noAnswer = failure.status() == 0;
    boolean turnedAway =
      failure.kind() == FailureKind.THROTTLED ||
      failure.kind() == FailureKind.CREDENTIALS ||
      (noAnswer && !failure.mayHaveHappened());
    boolean silent = noAnswer && !turnedAway && remoteIsUp();
    String fate = turnedAway ? "not written" : noAnswer ? "no answer" : "failed";
    database.durably(() -> {
      if (turnedAway && !repeated) {
        // A repeat that was turned away says nothing about the write before it.
        intents.close(intent);
      } else if (silent) {
        intents.silent(intent);
      } else if (!turnedAway && !noAnswer) {
        intents.answered(intent);
      }
      audit.record(WriteTrail.failed(intent, fate, failure, begun));
    });
    if (turnedAway || noAnswer) {
      Duration wait = failure.retryAfter().orElse(noAnswer ? AFTER_NO_ANSWER : null);
      postpone(intent, Outcome.Retry.later(failure.toString(), wait), failure);
    } else if (remoteIsUp()) {
      lookAndSplit(intent, failure, repeated);
    } else {
      postpone(intent, Outcome.Retry.later("the remote is down: " + failure, null), failure);
    }
  }

  private boolean remoteIsUp() {
    if (remoteUp == null) {
      remoteUp = target.answers(tenant);
    }
    return remoteUp;
  }

  /**
   * Links what the request wrote all the same, then writes what is missing: in halves, if the request itself may
   * be at fault.
   *
   * @param failure what the remote answered in this pass; null where that was in an earlier one, or never
   * @param repeated whether an earlier process may have sent it before
   */
  private void lookAndSplit(Intent intent, Failure failure, boolean repeated) {
    List<String> numbers = intent.drafts().stream().map(Draft::number).filter(Objects::nonNull).toList();
    Map<String, Found> found = repeated || failure.mayHaveHappened()
      ? target.look(tenant, numbers)
      : Map.of();
    database.durably(() -> {
      leases.confirm(lease());
      takeFound(intent, found);
    });
    List<Draft> missing = intent.drafts().stream().filter(this::isOpen).map(this::asItIsNow).toList();
    boolean suspect = failure != null || intent.state() == State.SILENT;
    if (suspect && intent.drafts().size() == 1) {
      missing.forEach(draft -> results.put(draft.source(), new NotLinked(ofItsOwn(failure), failure)));
    } else {
      write(missing, suspect ? (intent.drafts().size() + 1) / 2 : target.largestRequest());
    }
  }

  private void takeFound(Intent intent, Map<String, Found> found) {
    boolean clear = true;
    for (Draft draft : intent.drafts()) {
      boolean decided = drafts.containsKey(draft.source()) && !isOpen(draft);
      if (!decided && draft.number() != null && found.containsKey(draft.number())) {
        clear &= adopt(draft, found.get(draft.number()));
      }
    }
    if (clear) {
      intents.close(intent);
    } else {
      // What was found and is not ours as meant must be found again whenever the record comes again.
      intents.answered(intent);
    }
  }

  private static Outcome ofItsOwn(Failure failure) {
    String reason = "the remote fails on this record: " + (failure == null ? "no answer" : failure);
    return failure != null && failure.kind() == FailureKind.STRUCTURAL
      ? new Outcome.Dead(reason)
      : new Outcome.Retry(reason, null, Blame.RECORD);
  }

  private void refuse(Draft draft, Failure failure) {
    Outcome outcome = switch (failure.kind()) {
      case STRUCTURAL -> new Outcome.Dead(failure.words());
      case CONFLICT, RULE -> new Outcome.Held(failure.words());
      case CREDENTIALS, THROTTLED -> Outcome.Retry.later(failure.words(), null);
      case TRANSIENT -> new Outcome.Retry(failure.words(), null, Blame.RECORD);
    };
    settle(draft, new NotLinked(outcome, failure));
  }

  /** Links the found document if it is ours as meant; else holds the draft and returns false. */
  private boolean adopt(Draft draft, Found found) {
    String taken = "number " + found.number() + " is taken by ";
    boolean othersRecord = links
      .ofTarget(tenant, target.type(), found.targetId())
      .filter(link -> !link.source().equals(draft.source()))
      .isPresent();
    if (!found.live()) {
      settle(draft, new NotLinked(new Outcome.Held(taken + "a voided or deleted document")));
    } else if (othersRecord) {
      settle(draft, new NotLinked(new Outcome.Held(taken + "the document of another record")));
    } else if (!found.projection().equals(draft.meant())) {
      settle(draft, new NotLinked(new Outcome.Held(taken + "a document that differs from what was meant")));
    } else {
      link(draft, found.targetId(), found.number(), found.projection(), How.ADOPTED);
      return true;
    }
    return false;
  }

  private void link(Draft draft, String targetId, String number, String projection, How how) {
    links.add(tenant, draft, target.type(), targetId, number, projection);
    String mismatch = target.mismatch(draft.meant(), projection);
    links
      .find(draft.source(), target.type())
      .ifPresent(link ->
        settle(draft, mismatch == null ? new Linked(link, how) : new NotLinked(new Outcome.Held(mismatch)))
      );
  }

  // An earlier intent may hold records of other batches: they find their links when their turn comes.
  private void settle(Draft draft, Posted posted) {
    if (drafts.containsKey(draft.source())) {
      results.put(draft.source(), posted);
    }
  }

  private void postpone(Intent intent, Outcome later, Failure failure) {
    intent.drafts().forEach(draft -> settle(draft, new NotLinked(later, failure)));
  }

  private Lease lease() {
    return leases.require(tenant, target.callTimeout());
  }

  private boolean isOpen(Draft draft) {
    return drafts.containsKey(draft.source()) && !results.containsKey(draft.source());
  }

  private Draft asItIsNow(Draft draft) {
    return drafts.get(draft.source());
  }

  private List<SourceRef> open() {
    return openDrafts().stream().map(Draft::source).toList();
  }

  private List<Draft> openDrafts() {
    return drafts.values().stream().filter(this::isOpen).toList();
  }

  private static List<List<Draft>> inParts(List<Draft> all, int size) {
    List<List<Draft>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }
}
