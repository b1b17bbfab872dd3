package io.ledgerroutes.posting;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.NodeName;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.store.DiskSync;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The leases this node holds: taken when a tenant's messages are about to be claimed, renewed while it
 * lives, released at shutdown. A new epoch begins by giving back what the epochs before had claimed.
 */
@Component
public class TenantLeases {

  private static final Logger LOG = LoggerFactory.getLogger(TenantLeases.class);

  private final TenantLeaseStore store;
  private final InboxStore inbox;
  private final Connections connections;
  private final Database database;
  private final NodeName node;
  private final Duration span;
  private final Map<String, Lease> held = new ConcurrentHashMap<>();
  private final Set<String> yielding = ConcurrentHashMap.newKeySet();
  /** Tenants that are this node's while claims of earlier epochs may still stand. */
  private final Set<String> notTakenUp = ConcurrentHashMap.newKeySet();
  private volatile int share = Integer.MAX_VALUE;
  private volatile boolean closing;

  public TenantLeases(
    TenantLeaseStore store,
    InboxStore inbox,
    Connections connections,
    Database database,
    DiskSync disk,
    NodeName node,
    PostingProperties properties
  ) {
    this.store = store;
    this.inbox = inbox;
    this.connections = connections;
    this.database = database;
    this.node = node;
    this.span = properties.lease();
    if (disk.embedded()) {
      store.releaseAll();
    }
  }

  /** The lease held now with time left, without asking the database. */
  public Optional<Lease> current(String tenant) {
    return Optional.ofNullable(held.get(tenant)).filter(lease -> lease.outlasts(Duration.ZERO));
  }

  /** The lease, taken now if it is free; empty where another node has it or this one has its share already. */
  public Optional<Lease> acquire(String tenant) {
    if (yielding.contains(tenant) || closing) {
      return Optional.empty();
    }
    Optional<Lease> now = current(tenant);
    boolean room = held.containsKey(tenant) || held.size() < share;
    return now.isPresent() || !room ? now : take(tenant);
  }

  /**
   * The lease, if it outlasts the span.
   *
   * @throws LeaseLost otherwise; nothing may be written then
   */
  public Lease require(String tenant, Duration toOutlast) {
    return current(tenant)
      .filter(lease -> lease.outlasts(toOutlast))
      .orElseThrow(() -> new LeaseLost(tenant));
  }

  /**
   * Confirms in the running transaction that the lease is still ours, and keeps it so until the transaction
   * ends.
   *
   * @throws LeaseLost where another owner or epoch has it
   */
  public void confirm(Lease lease) {
    confirm(lease.tenant(), lease.epoch());
  }

  /** As {@link #confirm(Lease)}, by the epoch it was taken under. */
  public void confirm(String tenant, long epoch) {
    if (!store.holds(tenant, node.value(), epoch)) {
      held.computeIfPresent(tenant, (name, lease) -> lease.epoch() == epoch ? null : lease);
      throw new LeaseLost(tenant);
    }
  }

  /** Tenants this node works now. */
  public List<String> tenants() {
    return held.keySet().stream().sorted().toList();
  }

  /** Tells the other nodes that this one lives, renews what it holds and yields what is more than its share. */
  void beat() {
    Set<String> named = connections
      .all()
      .stream()
      .map(connection -> connection.xero().tenant())
      .collect(Collectors.toUnmodifiableSet());
    try {
      int nodes = store.alive(node.value(), span.toMillis());
      share = Math.max(1, (named.size() + nodes - 1) / nodes);
    } catch (RuntimeException storeGone) {
      LOG.warn("The store did not hear this node's sign of life: {}", storeGone.getClass().getSimpleName());
    }
    renewAll();
    // A tenant that no connection names any more would take the place of one that has work.
    held
      .keySet()
      .stream()
      .filter(tenant -> !named.contains(tenant))
      .forEach(yielding::add);
    held.keySet().stream().filter(named::contains).sorted().skip(share).forEach(yielding::add);
    yielding.forEach(this::yieldWhenIdle);
  }

  // A batch in work ends first: taking the lease from under it would only make work.
  private void yieldWhenIdle(String tenant) {
    Lease lease = held.get(tenant);
    if (lease != null && inbox.inFlight(connectionsOf(tenant), node.value()) > 0) {
      return;
    }
    held.remove(tenant);
    yielding.remove(tenant);
    if (lease != null) {
      store.release(tenant, node.value(), lease.epoch());
      LOG.info("This node leaves tenant {}", tenant);
    }
  }

  private List<String> connectionsOf(String tenant) {
    return connections.ofTenant(tenant).stream().map(Connection::id).toList();
  }

  private void renewAll() {
    for (String tenant : held.keySet()) {
      try {
        if (take(tenant).isEmpty()) {
          LOG.warn("Another node took over tenant {}", tenant);
        }
      } catch (RuntimeException storeGone) {
        LOG.warn(
          "The lease of tenant {} could not be renewed: {}",
          tenant,
          storeGone.getClass().getSimpleName()
        );
      }
    }
  }

  void releaseAll() {
    closing = true;
    held.values().forEach(lease -> store.release(lease.tenant(), node.value(), lease.epoch()));
    held.clear();
    store.gone(node.value());
  }

  private Optional<Lease> take(String tenant) {
    // Measured from before the question, so that this node's idea of the end is never later than the database's.
    long asked = System.nanoTime();
    Optional<TenantLeaseStore.Taken> taken = store.take(tenant, node.value(), span.toMillis());
    if (taken.isEmpty()) {
      held.remove(tenant);
      return Optional.empty();
    }
    long epoch = taken.get().epoch();
    if (taken.get().fresh()) {
      notTakenUp.add(tenant);
    }
    // The claims of earlier epochs are given back before anything is claimed, in a later beat if the store fails here.
    if (notTakenUp.contains(tenant)) {
      takeUp(tenant, epoch);
      notTakenUp.remove(tenant);
    }
    Lease lease = new Lease(tenant, epoch, asked + span.toNanos());
    held.put(tenant, lease);
    return Optional.of(lease);
  }

  private void takeUp(String tenant, long epoch) {
    int released = database.durably(() -> inbox.releaseOlderEpochs(connectionsOf(tenant), epoch));
    LOG.info(
      "This node works tenant {} under epoch {}; {} claims of earlier ones given back",
      tenant,
      epoch,
      released
    );
  }
}
