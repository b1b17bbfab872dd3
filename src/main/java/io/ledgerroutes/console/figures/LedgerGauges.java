package io.ledgerroutes.console.figures;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.stampli.StampliConnection;
import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.start.Regularly;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How connections and tenants stand, as figures: their states, the age of their polls, leases, writes that are open,
 * and recovery from a backup. Asked for every fifteen seconds and not at each scrape.
 */
@Component
public class LedgerGauges implements SmartLifecycle {

  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final Connections connections;
  private final TenantLeases leases;
  private final Recovery recovery;
  private final FiguresStore store;
  private final StampliFileStore stampli;
  private final MultiGauge states;
  private final MultiGauge pollAges;
  private final MultiGauge held;
  private final MultiGauge intents;
  private final MultiGauge recovering;
  private final MultiGauge files;
  private final MultiGauge fileAges;
  private final Map<String, Duration> lastPolls = new ConcurrentHashMap<>();
  private Regularly clock;

  LedgerGauges(
    Connections connections,
    TenantLeases leases,
    Recovery recovery,
    FiguresStore store,
    StampliFileStore stampli,
    MeterRegistry meters
  ) {
    this.stampli = stampli;
    this.connections = connections;
    this.leases = leases;
    this.recovery = recovery;
    this.store = store;
    this.states = gauge(
      meters,
      "ledger.connection.state",
      "1 for the state that the connection is in, else 0",
      null
    );
    this.pollAges = gauge(meters, "ledger.poll.age", "Time since a poll last read to its end", "seconds");
    this.held = gauge(meters, "ledger.lease.held", "1 where this node works the tenant, else 0", null);
    this.intents = gauge(meters, "ledger.intents.open", "Writes whose end is not known yet", null);
    this.recovering = gauge(
      meters,
      "ledger.recovery.active",
      "1 while every document of the tenant is looked for first, after a restored backup",
      null
    );
    this.files = gauge(meters, "ledger.stampli.files", "Files for Stampli by how far they have come", null);
    this.fileAges = gauge(
      meters,
      "ledger.stampli.undelivered.age",
      "Since the oldest file was staged that is neither delivered nor given up; 0 where there is none",
      "seconds"
    );
  }

  private static MultiGauge gauge(MeterRegistry meters, String name, String description, String unit) {
    return MultiGauge.builder(name).description(description).baseUnit(unit).register(meters);
  }

  /** Asks once. */
  void sample() {
    List<FiguresStore.PollAge> ages = store.pollAges();
    lastPolls.clear();
    ages.forEach(poll ->
      lastPolls.merge(poll.connection(), poll.age(), (one, other) -> one.compareTo(other) < 0 ? one : other)
    );
    pollAges.register(
      ages
        .stream()
        .filter(poll -> connections.ids().contains(poll.connection()))
        .<Row<?>>map(poll ->
          Row.of(
            Tags.of("connection", poll.connection(), "flow", poll.flow()),
            poll.age().toMillis() / 1000.0
          )
        )
        .toList(),
      true
    );
    states.register(connections.ids().stream().flatMap(this::statesOf).toList(), true);
    List<String> tenants = tenants();
    List<String> ours = leases.tenants();
    byTenant(held, tenants, tenant -> ours.contains(tenant) ? 1 : 0);
    byTenant(intents, tenants, store::openIntents);
    byTenant(recovering, tenants, tenant -> recovery.inForce(tenant) ? 1 : 0);
    sampleFiles();
  }

  private void sampleFiles() {
    List<String> delivering = connections
      .all()
      .stream()
      .filter(connection -> connection.settings() instanceof StampliConnection)
      .map(Connection::id)
      .toList();
    files.register(delivering.stream().flatMap(this::filesOf).toList(), true);
    Map<String, Duration> ages = store.undelivered(stampli.waiting());
    fileAges.register(
      delivering
        .stream()
        .<Row<?>>map(connection ->
          Row.of(
            Tags.of("connection", connection),
            ages.getOrDefault(connection, Duration.ZERO).toMillis() / 1000.0
          )
        )
        .toList(),
      true
    );
  }

  private Stream<Row<?>> filesOf(String connection) {
    Map<StagedFile.State, Long> counts = stampli.counts(connection);
    return Stream.of(StagedFile.State.values()).map(state ->
      Row.of(Tags.of("connection", connection, "state", state.name()), counts.getOrDefault(state, 0L))
    );
  }

  private interface OfTenant {
    long value(String tenant);
  }

  private static void byTenant(MultiGauge gauge, List<String> tenants, OfTenant figure) {
    gauge.register(
      tenants
        .stream()
        .<Row<?>>map(tenant -> Row.of(Tags.of("tenant", tenant), figure.value(tenant)))
        .toList(),
      true
    );
  }

  private Stream<Row<?>> statesOf(String connection) {
    ConnectionState now = connections.state(connection);
    return Stream.of(ConnectionState.values()).map(state ->
      Row.of(Tags.of("connection", connection, "state", state.name()), state == now ? 1 : 0)
    );
  }

  private List<String> tenants() {
    return connections
      .all()
      .stream()
      .map(Connection::xero)
      .map(xero -> xero.tenant())
      .distinct()
      .toList();
  }

  /** Since a poll of the connection last read to its end, as asked last; null before the first. */
  Duration lastPoll(String connection) {
    return lastPolls.get(connection);
  }

  @Override
  public synchronized void start() {
    clock = new Regularly("ledger-gauges", PAUSE, this::sample, "How connections stand could not be asked");
  }

  /** Lets a running question finish: interrupting it could close the database. */
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
