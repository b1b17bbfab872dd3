package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Intent.State;
import io.ledgerroutes.posting.Posted.How;
import io.ledgerroutes.posting.Posted.Linked;
import io.ledgerroutes.posting.Posted.NotLinked;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pass over some drafts of one kind: known links, earlier intents, then writes, with a failing request
 * looked up and split in halves until the element at fault stands alone (DESIGN, rules 4 and 5).
 */
final class PostingPass {

  private final String tenant;
  private final Target target;
  private final Map<SourceRef, Draft> drafts = new LinkedHashMap<>();
  private final Map<SourceRef, Posted> results = new HashMap<>();
  private final PostingStores stores;
  private final Writer writer;

  PostingPass(String tenant, Target target, List<Draft> drafts, PostingStores stores) {
    this.tenant = tenant;
    this.target = target;
    drafts.forEach(draft -> this.drafts.put(draft.source(), draft));
    this.stores = stores;
    this.writer = new Writer(tenant, target, stores);
  }

  Map<SourceRef, Posted> results() {
    return results;
  }

  void takeKnownLinks() {
    stores
      .links()
      .find(drafts.keySet(), target.terms().type())
      .forEach((source, link) -> results.put(source, new Linked(link, How.KNOWN)));
  }

  /** Finds out what became of earlier writes that have no known end. */
  void resolveEarlierIntents() {
    List<SourceRef> open = openDrafts().stream().map(Draft::source).toList();
    for (Intent intent : stores.intents().unresolved(tenant, target.terms().type(), open)) {
      boolean undecided = intent.drafts().stream().anyMatch(this::isOpen);
      if (undecided && Writer.answerMayStillCome(intent)) {
        send(intent, true);
      } else if (undecided) {
        lookAndSplit(intent, null, true);
      }
    }
  }

  /** Links what earlier writes of these records have made; returns those of which nobody can tell yet. */
  Set<SourceRef> recall(Collection<SourceRef> sources) {
    Set<SourceRef> untold = new HashSet<>();
    for (Intent intent : stores.intents().unresolved(tenant, target.terms().type(), sources)) {
      Looked looked = Looked.of(intent.drafts(), target, writer);
      boolean mayStillCome =
        Writer.answerMayStillCome(intent) && looked.found().size() < intent.drafts().size();
      writer.underLease(() -> {
        if (mayStillCome) {
          looked.found().forEach((source, document) -> adopt(draft(intent, source), document));
        } else {
          takeFound(intent, looked);
        }
      });
      sources
        .stream()
        .filter(source -> draft(intent, source) != null && !looked.found().containsKey(source))
        .filter(source -> mayStillCome || looked.unknown().containsKey(source))
        .forEach(untold::add);
    }
    return untold;
  }

  private static Draft draft(Intent intent, SourceRef source) {
    return intent
      .drafts()
      .stream()
      .filter(draft -> draft.source().equals(source))
      .findFirst()
      .orElse(null);
  }

  /** Looks for every open draft except these, and adopts what is ours. */
  void lookForAll(Set<SourceRef> except) {
    List<Draft> open = openDrafts()
      .stream()
      .filter(draft -> !except.contains(draft.source()))
      .toList();
    if (!open.isEmpty()) {
      Looked looked = Looked.of(open, target, writer);
      settleUnknown(looked);
      adoptOpen(looked.found());
    }
  }

  /** Adopts what the caller has found, where that is ours; the rest is left open. */
  void adoptOpen(Map<SourceRef, Found> found) {
    writer.underLease(() ->
      openDrafts()
        .stream()
        .filter(draft -> found.containsKey(draft.source()))
        .forEach(draft -> adopt(draft, found.get(draft.source())))
    );
  }

  /** Nothing may be written of a record that cannot be looked for. */
  private void settleUnknown(Looked looked) {
    looked
      .unknown()
      .forEach((source, failure) -> {
        if (drafts.containsKey(source)) {
          results.putIfAbsent(source, new NotLinked(Writer.failedAlone(failure), failure));
        }
      });
  }

  void writeMissing() {
    write(openDrafts(), target.terms().largestRequest());
  }

  private void write(List<Draft> missing, int partSize) {
    writer.parts(missing, partSize).forEach(part -> send(writer.intend(target.terms().type(), part), false));
  }

  private void send(Intent intent, boolean repeated) {
    switch (writer.send(intent, repeated)) {
      case Sent.Replied replied -> accept(intent, replied);
      case Sent.Postponed postponed -> intent
        .drafts()
        .forEach(draft -> settle(draft, new NotLinked(postponed.later(), postponed.failure())));
      case Sent.Failed failed -> lookAndSplit(intent, failed.failure(), repeated);
    }
  }

  private void accept(Intent intent, Sent.Replied replied) {
    List<Draft> conflicting = new ArrayList<>();
    writer.underLease(() -> {
      for (int position = 0; position < replied.replies().size(); position++) {
        Draft draft = intent.drafts().get(position);
        switch (replied.replies().get(position)) {
          case Reply.Accepted accepted -> link(
            draft,
            accepted.targetId(),
            accepted.number(),
            accepted.projection(),
            How.WRITTEN
          );
          case Reply.Refused refused -> {
            settle(draft, new NotLinked(Writer.refused(refused.failure()), refused.failure()));
            if (refused.failure().kind() == FailureKind.CONFLICT) {
              conflicting.add(draft);
            }
          }
        }
      }
      writer.close(intent, replied);
    });
    lookAtConflicts(conflicting);
  }

  /** "Taken" may mean: by ourselves, in a past that a restored backup does not know. */
  private void lookAtConflicts(List<Draft> conflicting) {
    if (conflicting.isEmpty()) {
      return;
    }
    Looked looked = Looked.of(conflicting, target, writer);
    looked.unknown().keySet().forEach(results::remove);
    settleUnknown(looked);
    writer.underLease(() ->
      conflicting
        .stream()
        .filter(draft -> looked.found().containsKey(draft.source()))
        .forEach(draft -> adopt(draft, looked.found().get(draft.source())))
    );
  }

  /**
   * Links what the request wrote all the same, then writes what is missing: in halves, if the request itself may
   * be at fault.
   *
   * @param failure what the remote answered in this pass; null where that was in an earlier one, or never
   * @param repeated whether an earlier process may have sent it before
   */
  private void lookAndSplit(Intent intent, Failure failure, boolean repeated) {
    boolean maybeWritten = repeated || failure.mayHaveHappened();
    Looked looked = maybeWritten ? Looked.of(intent.drafts(), target, writer) : Looked.NOWHERE;
    settleUnknown(looked);
    writer.underLease(() -> takeFound(intent, looked));
    List<Draft> missing = intent.drafts().stream().filter(this::isOpen).map(this::asItIsNow).toList();
    boolean suspect = failure != null || intent.state() == State.SILENT;
    if (suspect && intent.drafts().size() == 1) {
      missing.forEach(draft ->
        results.put(draft.source(), new NotLinked(Writer.failedAlone(failure), failure))
      );
    } else {
      write(missing, suspect ? (intent.drafts().size() + 1) / 2 : target.terms().largestRequest());
    }
  }

  private void takeFound(Intent intent, Looked looked) {
    boolean clear = looked.unknown().isEmpty();
    for (Draft draft : intent.drafts()) {
      boolean decided = drafts.containsKey(draft.source()) && !isOpen(draft);
      if (!decided && looked.found().containsKey(draft.source())) {
        clear &= adopt(draft, looked.found().get(draft.source()));
      }
    }
    if (clear) {
      stores.intents().close(intent);
    } else {
      // What was found and is not ours as meant, or could not be looked for, is looked for whenever it comes again.
      stores.intents().answered(intent);
    }
  }

  /** Links the found document if it is ours as meant; else holds the draft and returns false. */
  private boolean adopt(Draft draft, Found found) {
    String taken = "number " + found.number() + " is taken by ";
    boolean othersRecord =
      !target.terms().shared() &&
      stores
        .links()
        .ofTarget(tenant, target.terms().type(), found.targetId())
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
    stores.links().add(tenant, draft, target.terms().type(), targetId, number, projection);
    stores
      .links()
      .find(draft.source(), target.terms().type())
      .ifPresent(link -> settle(draft, writer.asMeant(draft.meant(), new Linked(link, how))));
  }

  // An earlier intent may hold records of other batches: they find their links when their turn comes.
  private void settle(Draft draft, Posted posted) {
    if (drafts.containsKey(draft.source())) {
      results.put(draft.source(), posted);
    }
  }

  private boolean isOpen(Draft draft) {
    return drafts.containsKey(draft.source()) && !results.containsKey(draft.source());
  }

  private Draft asItIsNow(Draft draft) {
    return drafts.get(draft.source());
  }

  private List<Draft> openDrafts() {
    return drafts.values().stream().filter(this::isOpen).toList();
  }
}
