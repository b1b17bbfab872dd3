package io.ledgerroutes.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a remote alone while it is down. Only what says "down" counts: a 5xx as a whole or no whole answer, five
 * times in a row. A request that fails again counts once, so that no record can open it; but then a cheap probe is
 * made, and each of those counts (DESIGN rule 5). It stands around the HTTP call alone: whoever is turned away knows that nothing was sent.
 */
public final class Breaker {

  /** Different requests, or probes, that fail in a row. */
  static final int FAILURES = 5;

  private static final Duration RECORDS_WAIT = Duration.ofSeconds(5);

  private final String remote;
  private final String name;
  private final CircuitBreaker circuit;
  private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Thread> prober = new AtomicReference<>();
  private final LongAdder turnedAway = new LongAdder();
  private volatile String lastFailure = "";
  private volatile Instant since;
  private volatile Runnable probe;
  private volatile long restUntil = System.nanoTime();

  /** @param name whose view of the remote: a tenant or a connection */
  Breaker(String remote, String name, CircuitBreakerConfig config) {
    this.remote = remote;
    this.name = name;
    this.circuit = CircuitBreaker.of(remote + "/" + name, config);
  }

  /**
   * How a remote stands.
   *
   * @param remote which system
   * @param name whose: an organisation's or a connection's
   * @param breaker {@code closed}: calls go through; {@code open}: none does; {@code half-open}: one finds out
   * @param since when it opened; null while closed
   * @param reason the last failure; null while closed
   */
  public record Figures(
    String remote,
    String name,
    String breaker,
    @Nullable Instant since,
    @Nullable String reason
  ) {}

  /**
   * Makes the call, unless the remote is known to be down.
   *
   * @param request what is asked, by which repeats are known
   * @throws RemoteFailure what the call throws; of kind TRANSIENT where it was turned away and nothing was sent
   */
  public RemoteAnswer call(RemoteRequest request, Supplier<RemoteAnswer> call) {
    if (!circuit.tryAcquirePermission()) {
      turnedAway.increment();
      throw new RemoteFailure(leftAlone());
    }
    boolean counted = false;
    long begun = System.nanoTime();
    try {
      RemoteAnswer answer = call.get();
      counted = true;
      if (answer.status() >= 500) {
        failed(request, new RemoteFailure(FailureTable.of(remote, answer)), begun);
      } else {
        answered(begun);
      }
      return answer;
    } catch (RemoteFailure failure) {
      if (saysDown(failure.failure())) {
        counted = true;
        failed(request, failure, begun);
      }
      throw failure;
    } finally {
      if (!counted) {
        circuit.releasePermission();
      }
    }
  }

  /** Having found no slot, or no consent, says nothing about the remote. */
  private static boolean saysDown(Failure failure) {
    return failure.kind() == FailureKind.TRANSIENT && (failure.status() == 0 || failure.status() >= 500);
  }

  private void answered(long begun) {
    failed.clear();
    circuit.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  private void failed(RemoteRequest request, RemoteFailure failure, long begun) {
    lastFailure = failure.failure().toString();
    boolean again = !failed.add(
      Objects.hash(request.method(), request.uri(), Arrays.hashCode(request.body()))
    );
    boolean probed = prober.get() == Thread.currentThread();
    if (again && !probed && circuit.getState() == State.CLOSED) {
      circuit.releasePermission();
      probeUnlessProbing();
    } else {
      circuit.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, failure);
    }
  }

  private Failure leftAlone() {
    String words = "left alone until it answers again, nothing was sent; it fails with: " + lastFailure;
    return new Failure(remote, FailureKind.TRANSIENT, 0, words, Optional.of(RECORDS_WAIT), false);
  }

  /** Whether calls go through as usual. */
  boolean closed() {
    return circuit.getState() == State.CLOSED;
  }

  /** Lets calls through again; the next failures decide anew. */
  void close() {
    failed.clear();
    circuit.transitionToClosedState();
  }

  /** How it is found out from now on whether the remote answers again. */
  Breaker probedBy(Runnable cheapCall) {
    probe = cheapCall;
    return this;
  }

  /** Finds out, once the wait is over and nobody else does, whether the remote answers again. */
  void probe() {
    if (closed() || prober.get() != null || System.nanoTime() - restUntil < 0) {
      return;
    }
    if (circuit.tryAcquirePermission()) {
      // Only asked whether it is time: the probe takes the permission by the same door as every call.
      circuit.releasePermission();
      probeUnlessProbing();
    }
  }

  private void probeUnlessProbing() {
    Thread thread = Thread.ofVirtual().name("breaker-probe-" + name).unstarted(this::probeNow);
    if (prober.compareAndSet(null, thread)) {
      thread.start();
    }
  }

  private void probeNow() {
    try {
      probe.run();
    } catch (RuntimeException stillDown) {
      // The breaker has seen what there was to see; a probe that never reached the remote need not be hasty.
      restUntil = System.nanoTime() + RECORDS_WAIT.toNanos();
    } finally {
      prober.set(null);
    }
  }

  /** Notes a change of state. */
  void changed(State now) {
    if (now == State.CLOSED) {
      since = null;
      failed.clear();
    } else if (since == null) {
      since = Instant.now();
      restUntil = System.nanoTime();
    }
  }

  CircuitBreaker circuit() {
    return circuit;
  }

  public String remote() {
    return remote;
  }

  public String name() {
    return name;
  }

  /** Calls that were not made. */
  long turnedAway() {
    return turnedAway.sum();
  }

  Figures figures() {
    State state = circuit.getState();
    boolean closed = state == State.CLOSED;
    return new Figures(
      remote,
      name,
      state.name().toLowerCase(Locale.ROOT).replace('_', '-'),
      closed ? null : since,
      closed ? null : lastFailure
    );
  }
}
