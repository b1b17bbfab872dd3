package io.ledgerroutes.inbox;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The way into the durable queue, and the operator's hand on what waits in it. */
@Component("arrivals")
public class Inbox {

  private final InboxStore store;
  private final InboxSignal signal;
  private final Payloads payloads;
  private final AuditTrail audit;
  private final Database database;
  private final CommitQueue commits;
  private final Counter refused;

  public Inbox(
    InboxStore store,
    InboxSignal signal,
    Payloads payloads,
    AuditTrail audit,
    Database database,
    MeterRegistry meters
  ) {
    this.store = store;
    this.signal = signal;
    this.payloads = payloads;
    this.audit = audit;
    this.database = database;
    this.commits = new CommitQueue(database, store, this::seal, signal::stored);
    this.refused = Counter.builder("ledger.inbox.refused")
      .description("Arrivals answered 503 because the inbox was full")
      .register(meters);
    Gauge.builder("ledger.inbox.commit.waiting", commits, CommitQueue::waiting)
      .description("Arrivals that wait for their commit")
      .register(meters);
  }

  /**
   * Stores arrivals; a repeat of the same record is a further row and does no harm.
   *
   * @throws InboxFull when no place came free within three seconds; nothing was stored then
   */
  public void store(List<NewMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    try {
      commits.append(messages);
    } catch (InboxFull full) {
      refused.increment();
      throw full;
    }
  }

  /** Stores arrivals within the running transaction, for rows that must appear with something else. */
  public void storeWithin(List<NewMessage> messages) {
    store.insert(messages.stream().map(this::seal).toList());
  }

  /**
   * Stores a message within the running transaction that a rule holds from the beginning: nothing announced it, a
   * person decides.
   */
  public void holdWithin(NewMessage message, String reason, String actor) {
    storeWithin(List.of(message));
    store.hold(message, reason);
    audit.record(
      AuditEntry.of("hold")
        .connection(message.connection())
        .flow(message.flow())
        .key(message.key())
        .actor(actor)
        .outcome(MessageState.HELD.name())
        .reason(reason)
        .correlation(message.correlationId())
    );
  }

  /** Tells waiting consumers that rows stored with {@link #storeWithin} are committed. */
  public void announce(List<NewMessage> messages) {
    signal.stored(messages);
  }

  /** Which of these keys have a message that waits to be worked. */
  public Set<String> waiting(String connection, String flow, Collection<String> keys) {
    return store.waiting(connection, flow, keys);
  }

  /** Sends a held or dead message through again; false where it is neither. */
  public boolean replay(long id, String actor) {
    boolean done = database.durably(() -> {
      boolean changed = store.replay(id) == 1;
      if (changed) {
        record(id, actor, "replay", null);
      }
      return changed;
    });
    if (done) {
      store.find(id).ifPresent(message -> signal.ring(message.flow(), message.connection()));
    }
    return done;
  }

  /** Ends a message for good, with the operator's reason; false where it is in flight or finished. */
  public boolean discard(long id, String reason, String actor) {
    return database.durably(() -> {
      boolean changed = store.discard(id, reason) == 1;
      if (changed) {
        record(id, actor, "discard", reason);
      }
      return changed;
    });
  }

  /** What these connections' remotes kept waiting is due now; how many messages that were. */
  public int hasten(Collection<String> connections) {
    return database.transact(() -> store.hasten(connections));
  }

  /** Ends whatever waits of a connection that goes for good; how many messages that were. */
  public int end(String connection, String reason, String actor) {
    return database.durably(() -> {
      int ended = store.endAll(connection, reason);
      audit.record(
        AuditEntry.of("discard-all")
          .connection(connection)
          .actor(actor)
          .reason(reason)
          .with("messages", ended)
      );
      return ended;
    });
  }

  private void record(long id, String actor, String action, String reason) {
    Message message = store.find(id).orElseThrow();
    audit.record(
      AuditEntry.of(action)
        .connection(message.connection())
        .flow(message.flow())
        .key(message.key())
        .message(id)
        .actor(actor)
        .reason(reason)
        .correlation(message.correlationId())
    );
  }

  private InboxStore.Sealed seal(NewMessage message) {
    return new InboxStore.Sealed(message, payloads.seal(message));
  }

  @PreDestroy
  void close() {
    commits.close();
  }
}
