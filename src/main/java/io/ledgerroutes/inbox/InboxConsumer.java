package io.ledgerroutes.inbox;

import io.ledgerroutes.trace.Trace;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes turns over the connections that have due messages, one batch a connection at a time, each batch on
 * a virtual thread of its own. Stopping finishes the batches in work and claims no more.
 */
final class InboxConsumer extends DefaultConsumer implements ShutdownAware, Suspendable {

  /** Exchange property that keeps the batch, whatever a step makes of the body. */
  static final String BATCH = "ledgerBatch";

  private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);
  private static final long AFTER_TROUBLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final InboxEndpoint endpoint;
  private final Claims claims;
  private final Settlement settlement;
  private final InboxSignal signal;
  private final Semaphore places;
  private final Set<String> working = ConcurrentHashMap.newKeySet();
  private final Set<String> served = new LinkedHashSet<>();
  private final Counter claimed;
  private volatile boolean dispatching;
  private long sweptAt;
  private Thread dispatcher;

  InboxConsumer(InboxEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.claims = endpoint.inboxComponent().claims();
    this.settlement = endpoint.inboxComponent().settlement();
    this.signal = endpoint.inboxComponent().signal();
    this.places = new Semaphore(endpoint.getConcurrentConnections());
    this.claimed = endpoint
      .inboxComponent()
      .meters()
      .counter("ledger.inbox.claimed", "flow", endpoint.getFlow());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    dispatching = true;
    sweptAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(endpoint.getPollInterval());
    dispatcher = Thread.ofPlatform().daemon().name("inbox-" + endpoint.getFlow()).start(this::dispatch);
  }

  @Override
  protected void doSuspend() throws Exception {
    stopDispatching();
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    doStart();
  }

  @Override
  protected void doStop() throws Exception {
    stopDispatching();
    super.doStop();
  }

  private void stopDispatching() throws InterruptedException {
    dispatching = false;
    signal.wake(endpoint.getFlow());
    if (dispatcher != null) {
      dispatcher.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  private void dispatch() {
    while (dispatching) {
      try {
        serveInTurn(toLookAt());
      } catch (InterruptedException ignored) {
        LOG.debug("The dispatcher of {} stops by its flag, not by interrupt", endpoint.getFlow());
      } catch (RuntimeException | Error trouble) {
        // Nobody else would serve this flow until the next start.
        LOG.warn(
          "The inbox of {} could not be read: {}",
          endpoint.getFlow(),
          trouble.getClass().getSimpleName()
        );
        LockSupport.parkNanos(AFTER_TROUBLE_NANOS);
      }
    }
  }

  /** The connections that something was stored for here; from time to time all, for what other nodes stored. */
  private Set<String> toLookAt() throws InterruptedException {
    Set<String> named = signal.await(endpoint.getFlow(), millisToSweep());
    if (millisToSweep() > 0) {
      return named;
    }
    sweptAt = System.nanoTime();
    return claims.candidates();
  }

  private long millisToSweep() {
    return endpoint.getPollInterval() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sweptAt);
  }

  private void serveInTurn(Set<String> connections) throws InterruptedException {
    for (String connection : inTurn(connections)) {
      if (!dispatching || working.contains(connection)) {
        continue;
      }
      if (!places.tryAcquire(endpoint.getPollInterval(), TimeUnit.MILLISECONDS)) {
        // All places are taken by slow batches: each gives its place back with a ring.
        return;
      }
      serve(connection);
    }
  }

  // Who was served longest ago comes first, so that a full connection cannot starve the others.
  private List<String> inTurn(Set<String> connections) {
    List<String> turn = new ArrayList<>(connections);
    turn.removeAll(served);
    served.stream().filter(connections::contains).forEach(turn::add);
    return turn;
  }

  private void serve(String connection) {
    Optional<Batch> batch = Optional.empty();
    try {
      working.add(connection);
      batch = claims.next(connection, endpoint.getFlow(), endpoint.getBatchSize());
    } finally {
      if (batch.isEmpty()) {
        working.remove(connection);
        places.release();
      }
    }
    batch.ifPresent(claim -> {
      served.remove(connection);
      served.add(connection);
      claimed.increment(claim.elements().size());
      Thread.ofVirtual()
        .name("inbox-" + endpoint.getFlow() + "-" + connection)
        .start(() -> work(claim));
    });
  }

  private void work(Batch batch) {
    try (Trace trace = Trace.of(batch.connection(), batch.flow(), ids(batch))) {
      if (dispatching) {
        process(batch);
      } else {
        settleForSure(
          batch,
          new Outcome.Retry("released at shutdown", java.time.Duration.ZERO, Outcome.Blame.NONE)
        );
      }
    } finally {
      working.remove(batch.connection());
      places.release();
      signal.ring(endpoint.getFlow(), batch.connection());
    }
  }

  private static List<String> ids(Batch batch) {
    return batch
      .elements()
      .stream()
      .map(element -> element.message().correlationId())
      .distinct()
      .toList();
  }

  private void process(Batch batch) {
    Exchange exchange = createExchange(false);
    try {
      exchange.setProperty(BATCH, batch);
      exchange.getMessage().setBody(batch);
      getProcessor().process(exchange);
    } catch (Exception failed) {
      exchange.setException(failed);
    }
    // Settles only what the route's own inbox:settle has not.
    if (exchange.getException() == null) {
      settleForSure(batch, Outcome.Retry.later("not settled", null));
    } else {
      settleForSure(batch, FailedBatch.outcome(exchange.getException(), Math.max(1, batch.open().size())));
    }
    releaseExchange(exchange, false);
  }

  // Without a settle the rows would stay claimed for as long as this node lives.
  private void settleForSure(Batch batch, Outcome forTheRest) {
    while (true) {
      try {
        settlement.settle(batch, forTheRest);
        return;
      } catch (RuntimeException storeGone) {
        LOG.warn(
          "A batch of {} could not be settled yet: {}",
          batch.connection(),
          storeGone.getClass().getSimpleName()
        );
        if (isStopped()) {
          return;
        }
        LockSupport.parkNanos(AFTER_TROUBLE_NANOS);
      }
    }
  }

  @Override
  public boolean deferShutdown(ShutdownRunningTask task) {
    return false;
  }

  @Override
  public int getPendingExchangesSize() {
    return working.size();
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    dispatching = false;
    signal.wake(endpoint.getFlow());
  }
}
