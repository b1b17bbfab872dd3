package io.ledgerroutes.inbox;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The way into the durable queue, and the operator's hand on what waits in it. */
@Component("arrivals")
public class Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private static final int ONE_COMMIT = 100;

  private final InboxStore store;
  private final InboxSignal signal;
  private final Payloads payloads;
  private final AuditTrail audit;
  private final Database database;
  private final CommitQueue commits;
  private final Counter refused;
  private final MeterRegistry meters;
  private final List<Discarding> rooms;
  private final Map<String, Instant> webhooks = new ConcurrentHashMap<>();

  public Inbox(
    InboxStore store,
    InboxSignal signal,
    Payloads payloads,
    AuditTrail audit,
    Database database,
    MeterRegistry meters,
    List<Discarding> rooms
  ) {
    this.rooms = rooms;
    this.store = store;
    this.signal = signal;
    this.payloads = payloads;
    this.audit = audit;
    this.database = database;
    this.commits = new CommitQueue(database, store, this::seal, signal::stored);
    this.meters = meters;
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
      messages.forEach(this::noteStored);
    } catch (InboxFull full) {
      refused.increment();
      throw full;
    }
  }

  /** Stores arrivals within the running transaction, for rows that must appear with something else. */
  public void storeWithin(List<NewMessage> messages) {
    store.insert(messages.stream().map(this::seal).toList());
    messages.forEach(this::noteStored);
  }

  // Only what was delivered to us has a body.
  private void noteStored(NewMessage message) {
    boolean delivered = message.payload().length > 0;
    if (delivered) {
      webhooks.put(message.connection(), Instant.now());
    }
    meters
      .counter(
        "ledger.inbox.received",
        "connection",
        message.connection(),
        "flow",
        message.flow(),
        "by",
        delivered ? "webhook" : "inside"
      )
      .increment();
    LOG.debug(
      "Stored {} {} of {}, correlation {}",
      message.flow(),
      message.key(),
      message.connection(),
      message.correlationId()
    );
  }

  /** When a webhook of the connection was last stored by this node since it started. */
  public Optional<Instant> lastWebhook(String connection) {
    return Optional.ofNullable(webhooks.get(connection));
  }

  /** Arrivals that wait for their commit. */
  int commitsWaiting() {
    return commits.waiting();
  }

  /** Arrivals answered 503 since the start because the inbox was full. */
  long refused() {
    return (long) refused.count();
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

  /** Tells this node's consumers at once that messages of the flow were made due. */
  public void ring(String connection, String flow) {
    signal.ring(flow, connection);
  }

  /** Which of these keys have a message that waits to be worked. */
  public Set<String> waiting(String connection, String flow, Collection<String> keys) {
    return store.waiting(connection, flow, keys);
  }

  /** Of which of these keys the last message was ended by an operator. */
  public Set<String> discarded(String connection, String flow, Collection<String> keys) {
    return store
      .lastOf(connection, flow, keys)
      .values()
      .stream()
      .filter(Message::discarded)
      .map(Message::key)
      .collect(Collectors.toSet());
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

  /**
   * Ends a message for good, with the operator's reason; false where it is in flight or finished.
   *
   * @throws DiscardRefused where what belongs to it must not be given up
   */
  public boolean discard(long id, String reason, String actor) {
    return database.durably(() -> {
      boolean changed = store.discard(id, reason) == 1;
      if (changed) {
        Message message = store.find(id).orElseThrow();
        refusal(message).ifPresent(why -> {
          throw new DiscardRefused(why);
        });
        rooms.forEach(room -> room.discarded(message, reason, actor));
        record(id, actor, "discard", reason);
      }
      return changed;
    });
  }

  private Optional<String> refusal(Message message) {
    return rooms
      .stream()
      .flatMap(room -> room.refusal(message).stream())
      .findFirst();
  }

  /**
   * Sends those of these messages through again that are held or dead, in small commits.
   *
   * @param note of the operator, for the trail; may be null
   * @return how many they were
   */
  public int replay(List<Message> messages, String note, String actor) {
    int replayed = change(messages, "replay", note, actor, message -> store.replay(message.id()));
    messages
      .stream()
      .map(message -> new RecordKey(message.connection(), message.flow(), ""))
      .distinct()
      .forEach(waiting -> signal.ring(waiting.flow(), waiting.connection()));
    return replayed;
  }

  /** Ends those of these messages for good that are held or dead and may be, in small commits; how many they were. */
  public int discard(List<Message> messages, String reason, String actor) {
    return change(messages, "discard", reason, actor, message -> {
      if (refusal(message).isPresent() || store.discardStopped(message.id(), reason) == 0) {
        return 0;
      }
      rooms.forEach(room -> room.discarded(message, reason, actor));
      return 1;
    });
  }

  private int change(
    List<Message> messages,
    String action,
    String reason,
    String actor,
    ToIntFunction<Message> change
  ) {
    // All in one order, so that two operators never wait for each other in a circle.
    List<Message> ordered = messages.stream().sorted(Comparator.comparingLong(Message::id)).toList();
    int changed = 0;
    for (int from = 0; from < ordered.size(); from += ONE_COMMIT) {
      List<Message> some = ordered.subList(from, Math.min(from + ONE_COMMIT, ordered.size()));
      changed += database.durably(() -> {
        List<Message> done = some
          .stream()
          .filter(message -> change.applyAsInt(message) == 1)
          .toList();
        audit.record(
          done
            .stream()
            .map(message -> entry(message, action, reason, actor))
            .toList()
        );
        return done.size();
      });
    }
    return changed;
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
    audit.record(entry(store.find(id).orElseThrow(), action, reason, actor));
  }

  private static AuditEntry entry(Message message, String action, String reason, String actor) {
    return AuditEntry.of(action)
      .connection(message.connection())
      .flow(message.flow())
      .key(message.key())
      .message(message.id())
      .actor(actor)
      .reason(reason)
      .correlation(message.correlationId());
  }

  private InboxStore.Sealed seal(NewMessage message) {
    return new InboxStore.Sealed(message, payloads.seal(message));
  }

  @PreDestroy
  void close() {
    commits.close();
  }
}
