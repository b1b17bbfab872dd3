package io.ledgerroutes.console.connections;

import io.ledgerroutes.console.connections.OverviewStore.Overview;
import io.ledgerroutes.xero.BudgetFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * When what waits of an organisation will have been brought over: messages ÷ messages finished a call ÷ 60 calls a
 * minute, from when the next call may start. Messages finished a call is what this node has seen since it started.
 */
@Component
class Backlog {

  private static final int CALLS_A_MINUTE = 60;
  private static final List<String> FINISHED = List.of("DONE", "SKIPPED", "HELD", "DEAD");

  private final MeterRegistry meters;

  Backlog(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * What waits and how long it will.
   *
   * @param clearAt empty when it cannot be told: nothing was finished yet, or the day's calls will not do
   */
  record Estimate(long messages, Optional<Instant> clearAt) {}

  /** For the connections of one organisation and its budget. */
  Estimate estimate(Map<String, Overview> ofTenant, BudgetFigures budget, Instant now) {
    long open = ofTenant
      .values()
      .stream()
      .mapToLong(overview ->
        OverviewStore.WAITING.stream()
          .mapToLong(state -> overview.messages().getOrDefault(state, 0L))
          .sum()
      )
      .sum();
    if (open == 0) {
      return new Estimate(0, Optional.of(now));
    }
    double finished = finished(ofTenant.keySet());
    if (finished == 0 || budget.calls() == 0) {
      return new Estimate(open, Optional.empty());
    }
    double calls = open / (finished / budget.calls());
    if (calls > budget.dayLeft().orElse(Integer.MAX_VALUE)) {
      return new Estimate(open, Optional.empty());
    }
    Duration working = Duration.ofMillis(
      Math.round((calls / CALLS_A_MINUTE) * Duration.ofMinutes(1).toMillis())
    );
    return new Estimate(open, Optional.of(now.plus(budget.opensIn()).plus(working)));
  }

  private double finished(Collection<String> connections) {
    return connections
      .stream()
      .flatMap(id -> meters.find("ledger.inbox.settled").tag("connection", id).counters().stream())
      .filter(counter -> FINISHED.contains(counter.getId().getTag("outcome")))
      .mapToDouble(Counter::count)
      .sum();
  }
}
