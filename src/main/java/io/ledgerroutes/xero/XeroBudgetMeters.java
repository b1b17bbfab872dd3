package io.ledgerroutes.xero;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** A tenant's budget as figures, each tagged with the tenant. */
final class XeroBudgetMeters {

  private XeroBudgetMeters() {}

  static void register(MeterRegistry meters, String tenant, Supplier<BudgetFigures> figures) {
    gauge(
      meters,
      tenant,
      figures,
      "minute.left",
      "Calls that this node may still make in this minute",
      BudgetFigures::minuteLeft
    );
    gauge(
      meters,
      tenant,
      figures,
      "day.left",
      "Calls left of the day as Xero last said; -1 before it did",
      known -> known.dayLeft().orElse(-1)
    );
    gauge(meters, tenant, figures, "in.flight", "Calls running now", BudgetFigures::inFlight);
    gauge(meters, tenant, figures, "waiting", "Calls that wait for their slot", BudgetFigures::waiting);
    gauge(
      meters,
      tenant,
      figures,
      "closed.until",
      "When the next call may start, seconds since 1970; 0 when it may now",
      XeroBudgetMeters::closedUntil
    );
    for (XeroLimit limit : XeroLimit.values()) {
      // There from the beginning, so that the first refusal is seen as a rise.
      refused(meters, tenant, limit);
    }
    FunctionCounter.builder("ledger.xero.calls", figures, now -> now.get().calls())
      .description("Calls made")
      .tag("tenant", tenant)
      .register(meters);
  }

  /** Calls of a tenant that Xero answered with 429. */
  static Counter refused(MeterRegistry meters, String tenant, XeroLimit limit) {
    return meters.counter("ledger.xero.refused", "tenant", tenant, "limit", limit.text());
  }

  private static double closedUntil(BudgetFigures figures) {
    return figures.opensIn().isZero() ? 0 : Instant.now().plus(figures.opensIn()).getEpochSecond();
  }

  private static void gauge(
    MeterRegistry meters,
    String tenant,
    Supplier<BudgetFigures> figures,
    String name,
    String description,
    ToDoubleFunction<BudgetFigures> value
  ) {
    Gauge.builder("ledger.xero." + name, figures, now -> value.applyAsDouble(now.get()))
      .description(description)
      .tag("tenant", tenant)
      .strongReference(true)
      .register(meters);
  }
}
