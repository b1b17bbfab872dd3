package io.ledgerroutes.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How full the inbox is, as figures: {@code ledger.inbox.depth} by flow and unfinished state, and
 * {@code ledger.inbox.oldest.age} by flow in seconds, 0 where nothing waits. Counted every fifteen seconds and
 * not at each scrape; finished rows are never counted.
 */
@Component
class InboxGauges implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(InboxGauges.class);
  private static final long PAUSE_SECONDS = 15;

  private final InboxStore store;
  private final MultiGauge depth;
  private final MultiGauge oldestAge;
  private ScheduledExecutorService clock;

  InboxGauges(InboxStore store, MeterRegistry meters) {
    this.store = store;
    this.depth = MultiGauge.builder("ledger.inbox.depth")
      .description("Messages that are not finished, by flow and state")
      .register(meters);
    this.oldestAge = MultiGauge.builder("ledger.inbox.oldest.age")
      .description("Age of the oldest message that waits to be worked, by flow")
      .baseUnit("seconds")
      .register(meters);
  }

  /** Counts once. */
  void sample() {
    List<Row<?>> depths = new ArrayList<>();
    List<Row<?>> ages = new ArrayList<>();
    for (String flow : store.flows()) {
      store
        .depth(flow)
        .forEach((state, rows) -> depths.add(Row.of(Tags.of("flow", flow, "state", state.name()), rows)));
      ages.add(Row.of(Tags.of("flow", flow), store.oldestAge(flow) / 1000.0));
    }
    depth.register(depths, true);
    oldestAge.register(ages, true);
  }

  @Override
  public synchronized void start() {
    clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("inbox-gauges").factory()
    );
    clock.scheduleWithFixedDelay(this::sampleWhateverHappens, 1, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  // A schedule ends with the first exception that leaves its task.
  private void sampleWhateverHappens() {
    try {
      sample();
    } catch (RuntimeException trouble) {
      LOG.warn("The inbox could not be counted: {}", trouble.getClass().getSimpleName());
    }
  }

  /** Lets a running count finish: interrupting it could close the database. */
  @Override
  public synchronized void stop() {
    clock.close();
    clock = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return clock != null;
  }
}
