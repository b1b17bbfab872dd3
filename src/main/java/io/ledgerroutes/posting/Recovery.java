package io.ledgerroutes.posting;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.start.StartRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether this start follows a restored backup ({@code ledger.recovered-from}): then intents and links of the
 * time since are missing, and every document is looked for before it is written (DESIGN, rule 15). It ends by
 * itself, tenant by tenant, when every poll of its connections has read past this start and nothing that came
 * in by then is unfinished: from there on the store knows all that was ever written.
 */
@Component
public class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  /** Cursors go by the remotes' clocks. */
  private static final long CLOCKS_DIFFER_MILLIS = Duration.ofMinutes(15).toMillis();

  private final Instant recoveredFrom;
  private final boolean active;
  private final long readPast;
  private final RecoveryStore store;
  private final Connections connections;
  private final List<String> heldBack;
  private final Map<String, Long> readAt = new ConcurrentHashMap<>();
  private final Set<String> over = ConcurrentHashMap.newKeySet();

  public Recovery(
    PostingProperties properties,
    RecoveryStore store,
    Connections connections,
    List<HeldBack> heldBack
  ) {
    this.heldBack = heldBack.stream().map(HeldBack::flow).toList();
    this.recoveredFrom = properties.recoveredFrom();
    this.active = properties.recoveredFrom() != null;
    this.store = store;
    if (active && properties.recoveredFrom().toEpochMilli() > store.now()) {
      throw new StartRefused(
        "ledger.recovered-from is " + properties.recoveredFrom() + ", which has not come yet.",
        "Set it to the time of the backup, in UTC: what the backup was answered with, e.g. 2026-11-21T02:00:00Z."
      );
    }
    this.connections = connections;
    this.readPast = active ? store.now() + CLOCKS_DIFFER_MILLIS : 0;
    if (active) {
      LOG.warn(
        "Recovering from the backup of {}: every document is looked for before it is written, until its " +
          "connections have caught up",
        properties.recoveredFrom()
      );
    }
  }

  /** The backup's time, while it is set; whether a tenant has caught up with it says {@link #looksFirst}. */
  public Optional<Instant> recoveredFrom() {
    return Optional.ofNullable(recoveredFrom);
  }

  /** Whether documents of the tenant must be looked for before they are written. */
  public boolean looksFirst(String tenant) {
    if (!active || over.contains(tenant)) {
      return false;
    }
    List<String> ids = connections.ofTenant(tenant).stream().map(Connection::id).toList();
    if (ids.isEmpty() || !hasRead(tenant, ids) || store.waits(ids, readAt.get(tenant), heldBack)) {
      return true;
    }
    over.add(tenant);
    LOG.info("Tenant {} has caught up with the time since the backup; remove ledger.recovered-from", tenant);
    return false;
  }

  /** Tenants that have not caught up; empty where no backup was restored. */
  public List<String> tenants() {
    return active
      ? connections
          .all()
          .stream()
          .map(connection -> connection.xero().tenant())
          .distinct()
          .filter(this::looksFirst)
          .toList()
      : List.of();
  }

  /** As was found out last, without asking the store. */
  public boolean inForce(String tenant) {
    return active && !over.contains(tenant);
  }

  private boolean hasRead(String tenant, List<String> ids) {
    if (!readAt.containsKey(tenant) && store.readPast(ids, readPast)) {
      readAt.put(tenant, store.now());
    }
    return readAt.containsKey(tenant);
  }
}
