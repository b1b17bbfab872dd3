package io.ledgerroutes.inbox;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The real {@code inbox:} in a Camel context of its own, with the shipped error handling and a route of three steps. */
final class InboxRig implements AutoCloseable {

  static final String FLOW = "test-flow";

  private static final String ROUTE = """
    - route:
        id: test-work
        routeConfigurationId: ledger
        from:
          uri: inbox:test-flow
          parameters: { batchSize: 50, pollInterval: 20 }
          steps:
            - bean: { ref: first }
            - bean: { ref: second }
            - bean: { ref: third }
            - to: inbox:settle
    """;

  /** A step of the route. */
  interface Step {
    void work(Batch batch) throws Exception;
  }

  final TestDatabase db;
  final InboxStore store;
  final Inbox inbox;
  private final AtomicInteger settlesToFail = new AtomicInteger();
  private final Map<String, Step> steps = new ConcurrentHashMap<>();
  private final Set<String> connections = ConcurrentHashMap.newKeySet();
  private final DefaultCamelContext camel = new DefaultCamelContext();

  InboxRig(TestDatabase db) throws Exception {
    this.db = db;
    AuditTrail audit = new AuditTrail(new AuditStore(db.database()));
    InboxSignal signal = new InboxSignal();
    Vault vault = new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
    Payloads payloads = new Payloads(vault);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    NodeName node = new NodeName();
    this.store = new InboxStore(db.database(), new JdbcTemplate(db.source())) {
      @Override
      Set<Long> settle(List<Settled> rows, String owner, long epoch) {
        if (settlesToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          throw new QueryTimeoutException("the store is away");
        }
        return super.settle(rows, owner, epoch);
      }
    };
    ClaimStore claims = new ClaimStore(db.database(), new JdbcTemplate(db.source()));
    this.inbox = new Inbox(store, signal, payloads, audit, db.database(), meters, List.of());
    Settlement settlement = new Settlement(
      store,
      new SeenStore(db.database()),
      new RecordCardStore(db.database(), new JdbcTemplate(db.source()), vault),
      audit,
      db.database(),
      node,
      meters,
      List.of()
    );
    camel
      .getRegistry()
      .bind(
        "inbox",
        new InboxComponent(inbox, store, claims, signal, payloads, settlement, everyone(), node, meters)
      );
    List.of("first", "second", "third").forEach(name -> camel.getRegistry().bind(name, stepNamed(name)));
    camel.start();
    PluginHelper.getRoutesLoader(camel).loadRoutes(
      ResourceHelper.resolveMandatoryResource(camel, "file:routes/shared/error-handling.camel.yaml"),
      ResourceHelper.fromString("test.camel.yaml", ROUTE)
    );
  }

  private Step stepNamed(String name) {
    return batch -> steps.getOrDefault(name, nothing -> {}).work(batch);
  }

  private Admission everyone() {
    return new Admission() {
      @Override
      public Set<String> candidates() {
        return connections;
      }

      @Override
      public Optional<Ticket> admit(String connection) {
        return Optional.of(new Ticket("tenant", 1));
      }

      @Override
      public void confirm(Ticket ticket) {
        // Nobody else claims here.
      }
    };
  }

  /** What the step of this name does from now on. */
  void step(String name, Step work) {
    steps.put(name, work);
  }

  /** The next settles fail as a store that is away. */
  void failSettles(int times) {
    settlesToFail.set(times);
  }

  int settlesLeftToFail() {
    return settlesToFail.get();
  }

  /** Stores this many messages as one group; they come as one batch. */
  void arrive(String connection, int count) {
    connections.add(connection);
    inbox.store(
      IntStream.range(0, count)
        .mapToObj(key -> new NewMessage(connection, FLOW, "k" + key, new byte[0], "c"))
        .toList()
    );
  }

  /** What waits for a later time becomes due. */
  void later() {
    db.database().sql().sql("UPDATE inbox SET due_at = 0 WHERE state = 'RETRY'").update();
  }

  List<Message> rows(String connection) {
    return store.find(MessageQuery.newest(1000).ofConnection(connection).ofFlow(FLOW));
  }

  Map<MessageState, Long> counts(String connection) {
    return store.counts(connection);
  }

  @Override
  public void close() {
    camel.stop();
    inbox.close();
    db.close();
  }
}
