package io.ledgerroutes.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.start.JmxView;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One {@link Breaker} a remote and whoever sees it by itself: a tenant of Xero, a connection's shop. While one is
 * open nothing is claimed for its tenant or connection, and a cheap probe finds out when the remote is back: after
 * two seconds, then twice as long each time, up to a minute.
 */
@Component
public class Breakers {

  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final float ALL = 100;

  private final MeterRegistry meters;
  private final AuditTrail audit;
  private final Database database;
  private final JmxView jmx;
  private final CircuitBreakerConfig config;
  private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
  private final Set<Breaker> notClosed = ConcurrentHashMap.newKeySet();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  @Autowired
  public Breakers(MeterRegistry meters, AuditTrail audit, Database database, JmxView jmx) {
    this(meters, audit, database, jmx, FIRST_WAIT, LONGEST_WAIT);
  }

  /** With other waits until a probe. */
  Breakers(
    MeterRegistry meters,
    AuditTrail audit,
    Database database,
    JmxView jmx,
    Duration firstWait,
    Duration longestWait
  ) {
    this.meters = meters;
    this.audit = audit;
    this.database = database;
    this.jmx = jmx;
    this.config = CircuitBreakerConfig.custom()
      .slidingWindowType(SlidingWindowType.COUNT_BASED)
      .slidingWindowSize(Breaker.FAILURES)
      .minimumNumberOfCalls(Breaker.FAILURES)
      .failureRateThreshold(ALL)
      .permittedNumberOfCallsInHalfOpenState(1)
      .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(firstWait, 2, longestWait))
      .clock(new MonotonicClock())
      .build();
  }

  /**
   * The breaker of a remote as one sees it; made at the first call.
   *
   * @param name of a tenant or connection
   * @param probe makes one cheap call through the breaker; what it throws is nobody's concern
   */
  public Breaker of(String remote, String name, Runnable probe) {
    return breakers.computeIfAbsent(remote + "/" + name, key -> make(remote, name)).probedBy(probe);
  }

  private Breaker make(String remote, String name) {
    Breaker breaker = new Breaker(remote, name, config);
    Counter opened = meters.counter("ledger.breaker.opened", "remote", remote, "name", name);
    breaker
      .circuit()
      .getEventPublisher()
      .onStateTransition(event -> {
        State from = event.getStateTransition().getFromState();
        State to = event.getStateTransition().getToState();
        changed(breaker, to);
        if (from == State.CLOSED && to == State.OPEN) {
          opened.increment();
          LOG.warn("{} is left alone for {}: {}", remote, name, breaker.figures().reason());
        }
      });
    Gauge.builder("ledger.breaker.open", breaker, known -> known.closed() ? 0 : 1)
      .description("1 while the remote is left alone because it does not answer")
      .tag("remote", remote)
      .tag("name", name)
      .register(meters);
    FunctionCounter.builder("ledger.breaker.turned.away", breaker, Breaker::turnedAway)
      .description("Calls that were not made because the remote was down")
      .tag("remote", remote)
      .tag("name", name)
      .register(meters);
    jmx.show("type=Breaker,remote=" + remote + ",name=" + name, new BreakerView(this, breaker));
    return breaker;
  }

  private void changed(Breaker breaker, State now) {
    breaker.changed(now);
    if (now == State.CLOSED) {
      if (notClosed.remove(breaker)) {
        LOG.info("{} answers again for {}", breaker.remote(), breaker.name());
        listeners.forEach(listener -> tell(listener, breaker.name()));
      }
    } else {
      notClosed.add(breaker);
    }
  }

  private static void tell(Consumer<String> listener, String name) {
    try {
      listener.accept(name);
    } catch (RuntimeException failed) {
      LOG.warn("What waited for {} is not hastened: {}", name, failed.getClass().getSimpleName());
    }
  }

  /** Calls with the name of each tenant or connection whose remote answers again after it was left alone. */
  public void onAnswersAgain(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Whether a remote that the tenant or connection needs is down: nothing shall be claimed for it then. */
  public boolean holdsBack(String name) {
    return notClosed.stream().anyMatch(breaker -> breaker.name().equals(name));
  }

  /** How the remotes stand that these tenants and connections have called, on this node. */
  public List<Breaker.Figures> figures(Collection<String> names) {
    return breakers
      .values()
      .stream()
      .filter(breaker -> names.contains(breaker.name()))
      .map(Breaker::figures)
      .sorted(Comparator.comparing(Breaker.Figures::remote).thenComparing(Breaker.Figures::name))
      .toList();
  }

  /** Closes a breaker that is somebody else's business now, or that need not be asked for any more. */
  public void forget(String remote, String name) {
    Breaker known = breakers.get(remote + "/" + name);
    if (known != null && !known.closed()) {
      known.close();
    }
  }

  /** An operator knows better: calls go through again at once. */
  void closeByHand(Breaker breaker, String actor) {
    database.durably(() ->
      audit.record(
        AuditEntry.of("breaker-close")
          .actor(actor)
          .reason(breaker.figures().reason())
          .with("remote", breaker.remote())
          .with("name", breaker.name())
      )
    );
    breaker.close();
  }

  /** Looks after all that are not closed. */
  void probe() {
    notClosed.forEach(Breaker::probe);
  }
}
