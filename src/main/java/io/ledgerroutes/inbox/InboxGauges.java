package io.ledgerroutes.inbox;

import io.ledgerroutes.start.Regularly;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How full the inbox is, as figures: {@code ledger.inbox.depth} by connection, flow and unfinished state, and
 * {@code ledger.inbox.oldest.age} by connection and flow in seconds, 0 where nothing waits. Counted every fifteen
 * seconds and not at each scrape; finished rows are never counted.
 */
@Component
public class InboxGauges implements SmartLifecycle {

  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final Set<MessageState> WAITING = EnumSet.of(MessageState.RECEIVED, MessageState.RETRY);
  private static final Set<MessageState> STATES = EnumSet.of(
    MessageState.RECEIVED,
    MessageState.IN_FLIGHT,
    MessageState.RETRY,
    MessageState.HELD,
    MessageState.DEAD
  );

  private final InboxStore store;
  private final MultiGauge depth;
  private final MultiGauge oldestAge;
  private final Set<Whose> shown = ConcurrentHashMap.newKeySet();
  private volatile List<Unfinished> last = List.of();
  private Regularly clock;

  /** What was shown once is shown as 0 when it is finished, not left out. */
  private record Whose(String connection, String flow) {
    Tags tags() {
      return Tags.of("connection", connection, "flow", flow);
    }
  }

  InboxGauges(InboxStore store, MeterRegistry meters) {
    this.store = store;
    this.depth = MultiGauge.builder("ledger.inbox.depth")
      .description("Messages that are not finished, by connection, flow and state")
      .register(meters);
    this.oldestAge = MultiGauge.builder("ledger.inbox.oldest.age")
      .description("Age of the oldest message that waits to be worked, by connection and flow")
      .baseUnit("seconds")
      .register(meters);
  }

  /** Counts once. */
  void sample() {
    List<Unfinished> now = store
      .flows()
      .stream()
      .flatMap(flow -> store.unfinished(flow).stream())
      .toList();
    last = now;
    now.forEach(counted -> shown.add(new Whose(counted.connection(), counted.flow())));
    List<Row<?>> depths = new ArrayList<>();
    List<Row<?>> ages = new ArrayList<>();
    for (Whose whose : shown) {
      STATES.forEach(state ->
        depths.add(Row.of(whose.tags().and("state", state.name()), () -> messages(of(whose), state)))
      );
      ages.add(Row.of(whose.tags(), () -> oldestWaiting(of(whose)).toMillis() / 1000.0));
    }
    // Rows read what was counted last: replacing them would leave them out of a scrape that comes in between.
    depth.register(depths);
    oldestAge.register(ages);
  }

  private List<Unfinished> of(Whose whose) {
    return last
      .stream()
      .filter(one -> new Whose(one.connection(), one.flow()).equals(whose))
      .toList();
  }

  private static long messages(List<Unfinished> of, MessageState state) {
    return of
      .stream()
      .filter(one -> one.state() == state)
      .mapToLong(Unfinished::messages)
      .sum();
  }

  /** The age of the oldest that waits to be worked; zero where none waits. */
  static Duration oldestWaiting(List<Unfinished> of) {
    return of
      .stream()
      .filter(one -> WAITING.contains(one.state()))
      .map(Unfinished::oldestAge)
      .max(Duration::compareTo)
      .orElse(Duration.ZERO);
  }

  /** What was counted last, at most fifteen seconds ago. */
  public List<Unfinished> last() {
    return last;
  }

  @Override
  public synchronized void start() {
    clock = new Regularly("inbox-gauges", PAUSE, this::sample, "The inbox could not be counted");
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
