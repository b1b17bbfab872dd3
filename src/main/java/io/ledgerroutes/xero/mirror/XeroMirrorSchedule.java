package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.Window;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.XeroTenantStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes refreshes and sweeps messages: one for each tenant and kind that its consent opens and that is due, through one of the tenant's running
 * connections, however many nodes tick. Sweeps wait for the hours that the connections leave to old records, or for
 * the small hours where the organisation is.
 */
@Component("xeroMirrorSchedule")
public class XeroMirrorSchedule {

  /** The flow of refreshes, sweeps and contacts that webhooks tell of. */
  public static final String FLOW = "xero-mirror";

  private static final LocalTime NIGHT_BEGINS = LocalTime.of(1, 0);
  private static final LocalTime NIGHT_ENDS = LocalTime.of(5, 0);
  private static final Duration SWEEP_EVERY = Duration.ofHours(20);
  private static final Duration ASK_AGAIN = Duration.ofMinutes(5);
  private static final Duration GO_ON = Duration.ofMinutes(1);

  private final Connections connections;
  private final Map<String, Integration> integrations;
  private final XeroTenantStore tenants;
  private final MirrorStateStore states;
  private final XeroMirrorSettings settings;
  private final Inbox inbox;
  private final Database database;
  private final MirrorGauges gauges;

  XeroMirrorSchedule(
    Connections connections,
    List<Integration> integrations,
    XeroTenantStore tenants,
    MirrorStateStore states,
    XeroMirrorSettings settings,
    Inbox inbox,
    Database database,
    MirrorGauges gauges
  ) {
    this.connections = connections;
    this.integrations = integrations
      .stream()
      .collect(Collectors.toMap(Integration::name, Function.identity()));
    this.tenants = tenants;
    this.states = states;
    this.settings = settings;
    this.inbox = inbox;
    this.database = database;
    this.gauges = gauges;
  }

  /** Stores a row for each mirror that is due, and shows the figures of all. */
  public void storeDue() {
    Instant now = states.now();
    Map<String, List<Connection>> running = connections
      .all()
      .stream()
      .filter(connection -> connections.state(connection.id()) == ConnectionState.RUNNING)
      .collect(
        Collectors.groupingBy(connection -> connection.xero().tenant(), TreeMap::new, Collectors.toList())
      );
    running.forEach((tenant, itsConnections) ->
      tenants.find(tenant).ifPresent(organisation -> storeDue(organisation, itsConnections, now))
    );
    gauges.show(states.all(), now);
  }

  private void storeDue(Organisation organisation, List<Connection> running, Instant now) {
    String through = running.getFirst().id();
    boolean quiet = isQuiet(organisation, running, now);
    Set<String> scopes = scopes(running);
    for (MirrorKind kind : settings.kinds()) {
      MirrorState state = states.open(organisation.tenant(), kind);
      boolean wanted = !kind.onDemand() || state.readTo().isPresent();
      // A call that the consent does not open would shut the connection.
      if (!wanted || !(scopes.contains(kind.scope()) || scopes.contains(kind.scope() + ".read"))) {
        continue;
      }
      if (refreshIsDue(state, now)) {
        storeOnce(through, state, new MirrorTask(kind, false), now);
      }
      if (quiet && sweepIsDue(state, kind, now)) {
        storeOnce(through, state, new MirrorTask(kind, true), now);
      }
    }
  }

  private Set<String> scopes(List<Connection> running) {
    return running
      .stream()
      .map(connection -> integrations.get(connection.integration()))
      .flatMap(integration -> integration.xeroScopes().stream())
      .collect(Collectors.toSet());
  }

  private static boolean isQuiet(Organisation organisation, List<Connection> running, Instant now) {
    List<Window> chosen = running
      .stream()
      .flatMap(connection -> connection.schedule().backfillWindow().stream())
      .toList();
    return chosen.isEmpty()
      ? new Window(NIGHT_BEGINS, NIGHT_ENDS, organisation.zone()).contains(now)
      : chosen.stream().anyMatch(window -> window.contains(now));
  }

  private boolean refreshIsDue(MirrorState state, Instant now) {
    return isPast(state.refreshedAt(), settings.every(), now) && isPast(state.askedAt(), ASK_AGAIN, now);
  }

  /** What the first load has brought in needs no sweep before the next day. */
  private static boolean sweepIsDue(MirrorState state, MirrorKind kind, Instant now) {
    return (
      kind.byCursor() &&
      state.readTo().isPresent() &&
      (state.sweep().isPresent() || isPast(state.sweptAt(), SWEEP_EVERY, now)) &&
      isPast(state.sweepAskedAt(), GO_ON, now)
    );
  }

  private static boolean isPast(Optional<Instant> time, Duration span, Instant now) {
    return time.isEmpty() || isPast(time.get(), span, now);
  }

  private static boolean isPast(Instant time, Duration span, Instant now) {
    return !time.plus(span).isAfter(now);
  }

  private void storeOnce(String connection, MirrorState state, MirrorTask task, Instant now) {
    if (!inbox.waiting(connection, FLOW, List.of(task.key())).isEmpty()) {
      return;
    }
    List<NewMessage> row = List.of(
      new NewMessage(connection, FLOW, task.key(), new byte[0], CorrelationId.fresh())
    );
    boolean stored = database.durably(() -> {
      boolean first = task.sweep() ? states.askSweep(state, now) : states.ask(state, now);
      if (first) {
        inbox.storeWithin(row);
      }
      return first;
    });
    if (stored) {
      inbox.announce(row);
    }
  }
}
