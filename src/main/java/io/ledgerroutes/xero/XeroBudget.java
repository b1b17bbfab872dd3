package io.ledgerroutes.xero;

import io.ledgerroutes.posting.Lease;
import io.ledgerroutes.posting.TenantBudget;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What Xero lets each tenant spend (DESIGN rule 9; facts, Xero 2): 60 calls in any 60 s, 5 at once, corrected by
 * what the answers say, closed after a 429 for as long as it asks, and never forgotten by a node's death.
 */
@Component
public class XeroBudget implements TenantBudget {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int APP_RESERVE = 200;
  private static final Duration APP_PAUSE = Duration.ofSeconds(10);
  private static final long NO_LEASE = -1;

  private final CallBlockStore blocks;
  private final TenantLeases leases;
  private final MeterRegistry meters;
  private final LongSupplier nanos;
  private final Duration patience;
  private final ConcurrentMap<String, TenantCalls> tenants = new ConcurrentHashMap<>();
  private final AtomicLong appClosedUntil;

  @Autowired
  XeroBudget(CallBlockStore blocks, TenantLeases leases, MeterRegistry meters) {
    this(blocks, leases, meters, System::nanoTime, PATIENCE);
  }

  /** With a clock of its own, in nanoseconds, and how long a call may wait for its slot. */
  XeroBudget(
    CallBlockStore blocks,
    TenantLeases leases,
    MeterRegistry meters,
    LongSupplier nanos,
    Duration patience
  ) {
    this.blocks = blocks;
    this.leases = leases;
    this.meters = meters;
    this.nanos = nanos;
    this.patience = patience;
    this.appClosedUntil = new AtomicLong(nanos.getAsLong());
  }

  /** A call that may be made now; it must be ended or given back. */
  final class Permit {

    private final TenantCalls calls;

    private Permit(TenantCalls calls) {
      this.calls = calls;
    }

    /** The call has ended, with an answer or without. */
    void end(Optional<RemoteAnswer> answer) {
      calls.end(answer);
      answer.ifPresent(XeroBudget.this::heedApp);
    }

    /** The call was not made. */
    void giveBack() {
      calls.giveBack();
    }
  }

  /** A look only: nobody waits, nothing is taken. */
  @Override
  public boolean allowsCall(String tenant) {
    return appOpensIn() <= 0 && calls(tenant).open();
  }

  /**
   * Waits for a slot, a bounded time.
   *
   * @throws RemoteFailure of kind THROTTLED when none will be free in time; nothing was sent
   */
  Permit take(String tenant, Priority priority) {
    long app = appOpensIn();
    if (app > 0) {
      throw throttled(Duration.ofNanos(app));
    }
    TenantCalls calls = calls(tenant);
    calls
      .take(priority, patience)
      .ifPresent(wait -> {
        throw throttled(wait);
      });
    return new Permit(calls);
  }

  /** What the tenant may still spend, for the console and the API. */
  public BudgetFigures figures(String tenant) {
    return calls(tenant).figures();
  }

  private TenantCalls calls(String tenant) {
    TenantCalls calls = tenants.computeIfAbsent(tenant, this::make);
    calls.begin(leases.current(tenant).map(Lease::epoch).orElse(NO_LEASE));
    return calls;
  }

  private TenantCalls make(String tenant) {
    TenantCalls calls = new TenantCalls(tenant, blocks, nanos);
    Gauge.builder("ledger.xero.minute.left", calls, known -> known.figures().minuteLeft())
      .description("Calls that this node may still make in this minute")
      .tag("tenant", tenant)
      .register(meters);
    Gauge.builder("ledger.xero.day.left", calls, known -> known.figures().dayLeft().orElse(-1))
      .description("Calls left of the day as Xero last said; -1 before it did")
      .tag("tenant", tenant)
      .register(meters);
    return calls;
  }

  /** The app's own limit is shared by all tenants and nodes: close to its end everyone pauses. */
  private void heedApp(RemoteAnswer answer) {
    boolean appProblem = answer.header("x-rate-limit-problem").orElse("").equalsIgnoreCase("appminute");
    boolean nearEnd = answer
      .header("x-appminlimit-remaining")
      .filter(value -> value.matches("\\d{1,9}"))
      .map(Integer::parseInt)
      .filter(left -> left < APP_RESERVE)
      .isPresent();
    if (answer.status() == 429 && appProblem) {
      closeApp(TenantCalls.wait(answer));
    } else if (nearEnd) {
      closeApp(APP_PAUSE);
    }
  }

  private void closeApp(Duration span) {
    long until = nanos.getAsLong() + span.toNanos();
    appClosedUntil.accumulateAndGet(until, (before, now) -> now - before > 0 ? now : before);
  }

  private long appOpensIn() {
    return appClosedUntil.get() - nanos.getAsLong();
  }

  private static RemoteFailure throttled(Duration wait) {
    return new RemoteFailure(
      new Failure(
        "xero",
        FailureKind.THROTTLED,
        0,
        "the organisation's calls are used up for now",
        Optional.of(wait),
        false
      )
    );
  }
}
