package io.ledgerroutes.inbox;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Claims, works and settles as {@code inbox:} does, for tests of other rooms, one batch a call and without Camel. */
public final class WorkBench {

  public static final String TENANT = "tenant-1";
  public static final long EPOCH = 1;

  private final TestDatabase db;
  private final InboxStore store;
  private final ClaimStore claims;
  private final Payloads payloads;
  private final NodeName node = new NodeName();
  private final Settlement settlement;

  public WorkBench(TestDatabase db, Vault vault, List<Awaited> awaited) {
    this.db = db;
    JdbcTemplate jdbc = new JdbcTemplate(db.source());
    this.store = new InboxStore(db.database(), jdbc);
    this.claims = new ClaimStore(db.database(), jdbc);
    this.payloads = new Payloads(vault);
    this.settlement = new Settlement(
      store,
      new SeenStore(db.database()),
      new RecordCardStore(db.database(), jdbc, vault),
      new AuditTrail(new AuditStore(db.database())),
      db.database(),
      node,
      new SimpleMeterRegistry(),
      awaited
    );
  }

  /** The due messages of the flow, claimed. */
  public Optional<Batch> claim(String connection, String flow, int limit) {
    List<Element> elements = claims
      .claim(connection, flow, limit, node.value(), EPOCH, () -> {})
      .stream()
      .map(row -> new Element(row.message(), payloads.open(row.message(), row.payload())))
      .toList();
    return elements.isEmpty()
      ? Optional.empty()
      : Optional.of(new Batch(connection, flow, TENANT, EPOCH, elements));
  }

  /** Works what is due of the flow and settles it, whatever the work throws; how many messages that were. */
  public int work(String connection, String flow, int limit, Consumer<Batch> work) {
    Optional<Batch> claimed = claim(connection, flow, limit);
    claimed.ifPresent(batch -> {
      try {
        work.accept(batch);
        settlement.settle(batch);
      } catch (RuntimeException failed) {
        settlement.settle(batch, failed);
      }
    });
    return claimed.map(batch -> batch.elements().size()).orElse(0);
  }

  /** What waits for a later time is due now, and what a process that died had claimed is free. */
  public void later() {
    db
      .database()
      .sql()
      .sql(
        """
        UPDATE inbox SET state = 'RETRY', due_at = 0, claimed_key = NULL, claimed_by = NULL, claimed_epoch = NULL
         WHERE state IN ('RETRY', 'IN_FLIGHT')
        """
      )
      .update();
  }

  /** The last message of a key. */
  public Message message(String connection, String flow, String key) {
    return store.lastOf(connection, flow, List.of(key)).get(key);
  }

  public InboxStore store() {
    return store;
  }
}
