package io.ledgerroutes.inbox;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Writes the outcomes of a batch to its rows: the only thing that ends a claim. A row whose claim has
 * passed to another owner is left alone and the attempt is audited.
 */
@Component
public class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
  private static final int FAILURES_OF_ITS_OWN = 3;

  private final InboxStore store;
  private final SeenStore seen;
  private final RecordCardStore cards;
  private final AuditTrail audit;
  private final Database database;
  private final NodeName node;
  private final MeterRegistry meters;
  private final List<Awaited> awaited;

  public Settlement(
    InboxStore store,
    SeenStore seen,
    RecordCardStore cards,
    AuditTrail audit,
    Database database,
    NodeName node,
    MeterRegistry meters,
    List<Awaited> awaited
  ) {
    this.awaited = awaited;
    this.store = store;
    this.seen = seen;
    this.cards = cards;
    this.audit = audit;
    this.database = database;
    this.node = node;
    this.meters = meters;
  }

  /** Settles the elements that have an outcome; the others become RETRY "not settled". */
  public void settle(Batch batch) {
    settle(batch, Outcome.Retry.later("not settled", null));
  }

  /** Settles the elements that have an outcome; the others get this one. */
  public void settle(Batch batch, Outcome forTheRest) {
    batch.open().forEach(element -> element.settle(forTheRest));
    List<Element> unwritten = batch
      .elements()
      .stream()
      .filter(element -> !element.written())
      .toList();
    if (unwritten.isEmpty()) {
      return;
    }
    try {
      writeAll(batch, unwritten);
    } catch (DataIntegrityViolationException refused) {
      // One row that does not fit must not keep its neighbours in flight.
      unwritten.forEach(element -> writeAlone(batch, element));
    }
  }

  private void writeAll(Batch batch, List<Element> elements) {
    database.durably(() -> write(batch, elements, elements.stream().map(this::row).toList()));
    elements.forEach(Element::markWritten);
  }

  private void writeAlone(Batch batch, Element element) {
    try {
      writeAll(batch, List.of(element));
    } catch (DataIntegrityViolationException refused) {
      LOG.error("The outcome of message {} could not be stored", element.message().id());
      String reason = "its outcome could not be stored: " + element.outcome().reason();
      element.sighted(null);
      element.forget();
      database.durably(() ->
        write(batch, List.of(element), List.of(final_(element.message(), MessageState.DEAD, reason, null)))
      );
      element.markWritten();
    }
  }

  /** Settles what has an outcome by it and the rest by what the failure means for it. */
  public void settle(Batch batch, Throwable failure) {
    settle(batch, FailedBatch.outcome(failure, batch.open().size()));
  }

  private void write(Batch batch, List<Element> elements, List<InboxStore.Settled> rows) {
    Set<Long> settled = store.settle(rows, node.value(), batch.epoch());
    List<AuditEntry> entries = new ArrayList<>();
    Map<String, Described> records = new HashMap<>();
    for (int position = 0; position < rows.size(); position++) {
      Element element = elements.get(position);
      InboxStore.Settled row = rows.get(position);
      boolean ours = settled.contains(row.id());
      if (ours) {
        remember(batch, element, row.state());
        records.put(element.key(), element.described());
      }
      entries.add(entry(element, row, ours));
      note(element.message(), ours ? row.state().name() : "DROPPED");
    }
    cards.keep(batch.connection(), batch.flow(), records);
    audit.record(entries);
    releaseWhatNeedNotWait(rows);
  }

  // What came between the decision to wait and this commit has released nobody yet.
  private void releaseWhatNeedNotWait(List<InboxStore.Settled> rows) {
    rows
      .stream()
      .map(InboxStore.Settled::waitsFor)
      .filter(Objects::nonNull)
      .distinct()
      .sorted()
      .filter(name -> awaited.stream().anyMatch(room -> room.isOver(name)))
      .forEach(store::releaseWaiting);
  }

  private void remember(Batch batch, Element element, MessageState state) {
    // A dead letter waits for a person: a poll that saw the same version again would try it for ever.
    if (state != MessageState.RETRY && element.sighting() != null) {
      seen.remember(batch.connection(), element.sighting(), state);
    }
  }

  private InboxStore.Settled row(Element element) {
    Message message = element.message();
    return switch (element.outcome()) {
      case Outcome.Delivered done -> final_(message, MessageState.DONE, done.reason(), null);
      case Outcome.Skipped skipped -> final_(message, MessageState.SKIPPED, skipped.reason(), null);
      case Outcome.Held held -> final_(message, MessageState.HELD, held.reason(), held.waitsFor());
      case Outcome.Dead dead -> final_(message, MessageState.DEAD, dead.reason(), null);
      case Outcome.Retry retry -> again(message, retry);
    };
  }

  private static InboxStore.Settled final_(
    Message message,
    MessageState state,
    String reason,
    String waitsFor
  ) {
    return new InboxStore.Settled(message.id(), state, reason, waitsFor, 0, 0, false);
  }

  private static InboxStore.Settled again(Message message, Outcome.Retry retry) {
    int blame = retry.blame() == Blame.RECORD ? 1 : 0;
    if (message.blamed() + blame >= FAILURES_OF_ITS_OWN) {
      String reason =
        "gave up after " + FAILURES_OF_ITS_OWN + " failures of its own; the last: " + retry.reason();
      return new InboxStore.Settled(message.id(), MessageState.DEAD, reason, null, 0, blame, false);
    }
    long delay = retry.after() == null ? Backoff.after(message.attempts()) : retry.after().toMillis();
    boolean alone = retry.blame() != Blame.NONE;
    return new InboxStore.Settled(
      message.id(),
      MessageState.RETRY,
      retry.reason(),
      null,
      delay,
      blame,
      alone
    );
  }

  private static AuditEntry entry(Element element, InboxStore.Settled row, boolean ours) {
    Message message = element.message();
    return AuditEntry.of("attempt")
      .connection(message.connection())
      .flow(message.flow())
      .key(message.key())
      .message(message.id())
      .outcome(ours ? row.state().name() : "DROPPED")
      .reason(ours ? row.reason() : "settled by another owner meanwhile; dropped: " + row.reason())
      .correlation(message.correlationId());
  }

  private void note(Message message, String outcome) {
    Tags whose = Tags.of("connection", message.connection(), "flow", message.flow());
    meters.counter("ledger.inbox.settled", whose.and("outcome", outcome)).increment();
    LOG.debug(
      "Message {}, {} {}, correlation {}: {}",
      message.id(),
      message.flow(),
      message.key(),
      message.correlationId(),
      outcome
    );
    if (outcome.equals(MessageState.DONE.name())) {
      Duration took = Duration.between(message.receivedAt(), Instant.now());
      Timer.builder("ledger.inbox.time")
        .description("From received to brought over")
        .tags(whose)
        .register(meters)
        .record(took.isNegative() ? Duration.ZERO : took);
    }
    if (outcome.equals("DROPPED")) {
      LOG.warn("A settle of connection {} came after its claim had passed on; dropped", message.connection());
    }
  }
}
