package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Posted.How;
import io.ledgerroutes.posting.Posted.Linked;
import io.ledgerroutes.posting.Posted.NotLinked;
import io.ledgerroutes.remote.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One pass over changes of one kind of document. A change leads to a state, not to a further document: the current
 * state, read before each write, tells whether an earlier write arrived (DESIGN, rules 4, 5, 11 and 12).
 */
final class ChangePass {

  private static final int WRITES_AN_HOUR = 5;
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final String tenant;
  private final ChangeTarget target;
  private final String kind;
  private final Map<SourceRef, Change> changes = new LinkedHashMap<>();
  private final Map<SourceRef, Posted> results = new HashMap<>();
  /** Earlier writes of which it is not known whether they arrived. */
  private final List<Intent> unsure = new ArrayList<>();
  private final PostingStores stores;
  private final Writer writer;

  ChangePass(String tenant, ChangeTarget target, List<Change> changes, PostingStores stores) {
    this.tenant = tenant;
    this.target = target;
    this.kind = target.terms().type() + "-change";
    changes.forEach(change -> this.changes.put(change.link().source(), change));
    this.stores = stores;
    this.writer = new Writer(tenant, target, stores);
  }

  Map<SourceRef, Posted> results() {
    return results;
  }

  /** An earlier change that may still be under way ends first: it must not arrive after this one. */
  void resolveEarlierIntents() {
    for (Intent intent : stores.intents().unresolved(tenant, kind, changes.keySet())) {
      if (!Writer.answerMayStillCome(intent)) {
        unsure.add(intent);
        continue;
      }
      switch (writer.send(intent, true)) {
        case Sent.Replied replied -> writer.underLease(() -> {
          noteAccepted(intent, replied);
          writer.close(intent, replied);
        });
        case Sent.Postponed postponed -> intent
          .drafts()
          .forEach(draft -> settle(draft.source(), new NotLinked(postponed.later(), postponed.failure())));
        case Sent.Failed failed -> unsure.add(intent);
      }
    }
  }

  /** What an earlier process wrote is now how the document was last written. */
  private void noteAccepted(Intent intent, Sent.Replied replied) {
    for (int position = 0; position < replied.replies().size(); position++) {
      Draft draft = intent.drafts().get(position);
      if (replied.replies().get(position) instanceof Reply.Accepted accepted) {
        String noted = target.noted(accepted.targetId(), draft.meant(), accepted.projection());
        stores.links().change(draft.source(), target.terms().type(), draft.sourceProjection(), noted);
      }
    }
  }

  void changeAll() {
    change(open(), target.terms().largestChange());
    writer.underLease(() -> unsure.stream().filter(this::decided).forEach(stores.intents()::close));
  }

  /** What an unsure write was about has been brought to where it should be, or a person decides. */
  private boolean decided(Intent intent) {
    return intent
      .drafts()
      .stream()
      .map(draft -> results.get(draft.source()))
      .allMatch(
        posted ->
          posted instanceof Linked ||
          (posted instanceof NotLinked stopped && !(stopped.outcome() instanceof Outcome.Retry))
      );
  }

  private void change(List<Change> some, int partSize) {
    Parts.of(some, partSize, Long.MAX_VALUE, change -> 0).forEach(this::changePart);
  }

  private void changePart(List<Change> part) {
    Map<String, Current> current = target.read(
      tenant,
      part
        .stream()
        .map(change -> change.link().targetId())
        .toList()
    );
    List<Draft> drafts = new ArrayList<>();
    part.forEach(asked -> {
      Change change = asItStands(asked);
      Current now = current.get(change.link().targetId());
      if (!decidedBy(change, now)) {
        drafts.add(draft(change, now));
      }
    });
    writer.parts(drafts, part.size()).forEach(request -> send(writer.intend(kind, request)));
  }

  /** An earlier change may have been noted on the link in this very pass. */
  private Change asItStands(Change change) {
    Link now = stores.links().find(change.link().source(), target.terms().type()).orElse(change.link());
    return switch (change) {
      case Change.Update update -> new Change.Update(
        now,
        update.body(),
        update.meant(),
        update.sourceProjection()
      );
      case Change.End end -> new Change.End(now, end.body(), end.sourceProjection());
    };
  }

  private boolean decidedBy(Change change, Current now) {
    if (now == null) {
      return hold(change, "is not there any more");
    }
    if (target.reached(change, now)) {
      writer.underLease(() -> changed(change, now.projection(), How.ADOPTED));
      return true;
    }
    if (!now.live()) {
      return hold(change, "was voided or deleted by a person");
    }
    if (!isOurs(change, now)) {
      String words = target.differences(change.link().targetProjection(), now.projection());
      return hold(change, "was changed by a person" + (words.isEmpty() ? "" : ": " + words));
    }
    if (now.untouchable().isPresent()) {
      return hold(change, now.untouchable().get());
    }
    return pingPong(change);
  }

  /** As it was last written, or as a write of ours may have left it whose answer never came. */
  private boolean isOurs(Change change, Current now) {
    return (
      target.untouched(change.link(), change, now) ||
      unsure
        .stream()
        .flatMap(intent -> intent.drafts().stream())
        .filter(draft -> draft.source().equals(change.link().source()))
        .anyMatch(draft -> now.projection().equals(draft.meant()))
    );
  }

  private boolean pingPong(Change change) {
    int writes = stores.intents().writes(change.link().source(), kind, AN_HOUR);
    return (
      writes >= WRITES_AN_HOUR &&
      hold(
        change,
        "was changed " +
          writes +
          " times within an hour by us: two systems may be correcting each other (ping-pong)"
      )
    );
  }

  private boolean hold(Change change, String why) {
    settle(
      change.link().source(),
      new NotLinked(new Outcome.Held("document " + change.link().number() + " " + why))
    );
    return true;
  }

  private Draft draft(Change change, Current now) {
    return new Draft(
      change.link().source(),
      change.link().number(),
      target.element(change, now.document()),
      meant(change),
      change.sourceProjection()
    );
  }

  private static String meant(Change change) {
    return change instanceof Change.Update update ? update.meant() : "";
  }

  private void send(Intent intent) {
    switch (writer.send(intent, false)) {
      case Sent.Replied replied -> writer.underLease(() -> {
        accept(intent, replied);
        writer.close(intent, replied);
      });
      case Sent.Postponed postponed -> intent
        .drafts()
        .forEach(draft -> settle(draft.source(), new NotLinked(postponed.later(), postponed.failure())));
      case Sent.Failed failed -> split(intent, failed.failure());
    }
  }

  private void accept(Intent intent, Sent.Replied replied) {
    for (int position = 0; position < replied.replies().size(); position++) {
      Change change = changes.get(intent.drafts().get(position).source());
      switch (replied.replies().get(position)) {
        case Reply.Accepted accepted -> changed(change, accepted.projection(), How.WRITTEN);
        case Reply.Refused refused -> settle(
          change.link().source(),
          new NotLinked(Writer.refused(refused.failure()), refused.failure())
        );
      }
    }
  }

  private void split(Intent intent, Failure failure) {
    unsure.add(intent);
    List<Change> again = intent
      .drafts()
      .stream()
      .map(draft -> changes.get(draft.source()))
      .toList();
    if (again.size() > 1) {
      change(again, (again.size() + 1) / 2);
    } else {
      again.forEach(change -> failedAlone(change, failure));
    }
  }

  private void failedAlone(Change change, Failure failure) {
    Current now = failure.mayHaveHappened()
      ? target.read(tenant, List.of(change.link().targetId())).get(change.link().targetId())
      : null;
    if (now != null && target.reached(change, now)) {
      writer.underLease(() -> changed(change, now.projection(), How.ADOPTED));
    } else {
      settle(change.link().source(), new NotLinked(Writer.failedAlone(failure), failure));
    }
  }

  private void changed(Change change, String projection, How how) {
    SourceRef source = change.link().source();
    String noted = target.noted(change.link().targetId(), meant(change), projection);
    Link link = stores.links().change(source, target.terms().type(), change.sourceProjection(), noted);
    Linked linked = new Linked(link, how);
    settle(source, change instanceof Change.Update update ? writer.asMeant(update.meant(), linked) : linked);
  }

  // An earlier intent may hold records of other batches.
  private void settle(SourceRef source, Posted posted) {
    if (changes.containsKey(source)) {
      results.put(source, posted);
    }
  }

  private List<Change> open() {
    return changes
      .values()
      .stream()
      .filter(change -> !results.containsKey(change.link().source()))
      .toList();
  }
}
