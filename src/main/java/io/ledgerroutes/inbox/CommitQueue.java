package io.ledgerroutes.inbox;

import io.ledgerroutes.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups arrivals into one commit each, so that thousands a second can be on disk before they are answered.
 * Bounded: a sender waits up to three seconds for a place. One connection has few places, so that behind a flood
 * on it others wait for a small group, and enough that its own groups are worth a sync.
 */
final class CommitQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);
  private static final int PLACES = 4096;
  private static final int PLACES_OF_ONE_CONNECTION = 32;
  private static final int LARGEST_GROUP = 256;
  private static final long PATIENCE_MILLIS = 3000;

  private final Database database;
  private final InboxStore store;
  private final Function<NewMessage, InboxStore.Sealed> seal;
  private final Consumer<List<NewMessage>> onStored;
  private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(PLACES);
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
  private final Thread writer;
  private volatile boolean closed;

  private record Waiting(List<NewMessage> rows, CompletableFuture<Void> done) {}

  CommitQueue(
    Database database,
    InboxStore store,
    Function<NewMessage, InboxStore.Sealed> seal,
    Consumer<List<NewMessage>> onStored
  ) {
    this.database = database;
    this.store = store;
    this.seal = seal;
    this.onStored = onStored;
    this.writer = Thread.ofPlatform().name("inbox-commit").daemon().start(this::writeGroups);
  }

  /** Returns once the rows are on disk. */
  void append(List<NewMessage> rows) {
    Semaphore place = places.computeIfAbsent(rows.getFirst().connection(), connection ->
      new Semaphore(PLACES_OF_ONE_CONNECTION)
    );
    Waiting waiting = new Waiting(rows, new CompletableFuture<>());
    enter(place, waiting);
    try {
      waiting.done().join();
    } catch (java.util.concurrent.CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    } finally {
      place.release();
    }
  }

  private void enter(Semaphore place, Waiting waiting) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    boolean placed = false;
    boolean queued = false;
    try {
      placed = place.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      queued = placed && !closed && queue.offer(waiting, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    if (!queued) {
      if (placed) {
        place.release();
      }
      throw new InboxFull();
    }
  }

  private void writeGroups() {
    List<Waiting> group = new ArrayList<>(LARGEST_GROUP);
    while (!closed || !queue.isEmpty()) {
      try {
        Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, LARGEST_GROUP - 1);
          write(group);
          group.clear();
        }
      } catch (InterruptedException ignored) {
        // Nobody may stop this thread by interrupt: rows wait in it. close() ends it.
        LOG.debug("The inbox writer does not stop on interrupt");
      }
    }
    queue.forEach(late -> late.done().completeExceptionally(new InboxFull()));
  }

  private void write(List<Waiting> group) {
    try {
      List<NewMessage> rows = group
        .stream()
        .flatMap(waiting -> waiting.rows().stream())
        .toList();
      // Here and not by each sender: a thread's first seal costs more than all others.
      List<InboxStore.Sealed> sealed = rows.stream().map(seal).toList();
      database.durably(() -> store.insert(sealed));
      group.forEach(waiting -> waiting.done().complete(null));
      onStored.accept(rows);
    } catch (RuntimeException failed) {
      if (group.size() == 1) {
        group.getFirst().done().completeExceptionally(failed);
      } else {
        // One bad row must not refuse its neighbours.
        group.forEach(waiting -> write(List.of(waiting)));
      }
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Writes what is queued, then ends. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
