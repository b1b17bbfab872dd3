package io.ledgerroutes.xero;

import io.ledgerroutes.posting.Lease;
import io.ledgerroutes.posting.TenantBudget;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.start.JmxView;
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
  private static final Duration LONGEST_PARKED = Duration.ofMinutes(1).plusSeconds(1);

  private final CallBlockStore blocks;
  private final TenantDayStore days;
  private final TenantLeases leases;
  private final MeterRegistry meters;
  private final JmxView jmx;
  private final LongSupplier nanos;
  private final Duration patience;
  private final ConcurrentMap<String, TenantCalls> tenants = new ConcurrentHashMap<>();
  private final AtomicLong appClosedUntil;

  @Autowired
  XeroBudget(
    CallBlockStore blocks,
    TenantDayStore days,
    TenantLeases leases,
    MeterRegistry meters,
    JmxView jmx
  ) {
    this(blocks, days, leases, meters, jmx, System::nanoTime, PATIENCE);
  }

  /** With a clock of its own, in nanoseconds, and how long a call may wait for its slot. */
  XeroBudget(
    CallBlockStore blocks,
    TenantDayStore days,
    TenantLeases leases,
    MeterRegistry meters,
    JmxView jmx,
    LongSupplier nanos,
    Duration patience
  ) {
    this.blocks = blocks;
    this.days = days;
    this.leases = leases;
    this.meters = meters;
    this.jmx = jmx;
    this.nanos = nanos;
    this.patience = patience;
    this.appClosedUntil = new AtomicLong(nanos.getAsLong());
  }

  /** A call that may be made now; it must be ended or given back. */
  final class Permit {

    private final String tenant;
    private final TenantCalls calls;

    private Permit(String tenant, TenantCalls calls) {
      this.tenant = tenant;
      this.calls = calls;
    }

    /** The call has ended, with an answer or without. */
    void end(Optional<RemoteAnswer> answer) {
      calls.end(answer);
      answer.ifPresent(said -> heed(tenant, said));
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
      throw throttled(Duration.ofNanos(app), XeroLimit.APP_MINUTE);
    }
    TenantCalls calls = calls(tenant);
    calls
      .take(priority, patience)
      .ifPresent(refused -> {
        throw throttled(refused.until(), refused.because());
      });
    return new Permit(tenant, calls);
  }

  /** What the tenant may still spend, for the console and the API. */
  public BudgetFigures figures(String tenant) {
    BudgetFigures own = calls(tenant).figures();
    Duration app = Duration.ofNanos(Math.max(0, appOpensIn()));
    return app.compareTo(own.opensIn()) <= 0
      ? own
      : new BudgetFigures(
          own.minuteLeft(),
          own.inFlight(),
          own.waiting(),
          own.dayLeft(),
          own.day(),
          app,
          Optional.of(XeroLimit.APP_MINUTE),
          own.calls()
        );
  }

  private TenantCalls calls(String tenant) {
    TenantCalls calls = tenants.computeIfAbsent(tenant, this::make);
    calls.begin(leases.current(tenant).map(Lease::epoch).orElse(NO_LEASE));
    return calls;
  }

  private TenantCalls make(String tenant) {
    TenantCalls calls = new TenantCalls(tenant, blocks, days, nanos);
    XeroBudgetMeters.register(meters, tenant, calls::figures);
    jmx.show("type=Budget,tenant=" + tenant, new XeroBudgetView(this, tenant));
    return calls;
  }

  /** The app's own limit is shared by all tenants and nodes: close to its end everyone pauses. */
  private void heed(String tenant, RemoteAnswer answer) {
    if (answer.status() == 429) {
      XeroLimit limit = XeroLimit.of(answer);
      XeroBudgetMeters.refused(meters, tenant, limit).increment();
      if (limit == XeroLimit.APP_MINUTE) {
        closeApp(limit.pause(answer));
        return;
      }
    }
    if (XeroLimit.left(answer, "appmin").orElse(APP_RESERVE) < APP_RESERVE) {
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

  private static RemoteFailure throttled(Duration until, XeroLimit because) {
    return new RemoteFailure(
      new Failure("xero", FailureKind.THROTTLED, 0, because.words(), Optional.of(parked(until)), false)
    );
  }

  /**
   * How long a record waits by itself. The tenant may be closed for the rest of the day; but that is the
   * admission's to know, so that records go on as soon as it opens, whatever opened it.
   */
  static Duration parked(Duration until) {
    return until.compareTo(LONGEST_PARKED) > 0 ? LONGEST_PARKED : until;
  }
}
