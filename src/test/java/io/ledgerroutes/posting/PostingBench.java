package io.ledgerroutes.posting;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.springframework.jdbc.core.JdbcTemplate;

/** One store and one remote; each {@link #process} is a fresh process over them. The lease is held until said otherwise. */
final class PostingBench implements AutoCloseable {

  static final String TENANT = "tenant-1";

  final TestDatabase db;
  final NumberlessRemote remote = new NumberlessRemote();
  final TenantLeases leases = mock(TenantLeases.class);
  final LinkStore links;
  final InboxStore inbox;
  private final Vault vault;
  private Recovery recovery;

  PostingBench(TestDatabase db) {
    this.db = db;
    this.inbox = new InboxStore(db.database(), new JdbcTemplate(db.source()));
    this.vault = new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
    this.recovery = new Recovery(
      new PostingProperties(Duration.ofSeconds(60), null),
      new RecoveryStore(db.database()),
      mock(Connections.class),
      List.of()
    );
    this.links = new LinkStore(db.database(), inbox, vault);
    when(leases.require(anyString(), any())).thenAnswer(call ->
      new Lease(call.getArgument(0), 1, System.nanoTime() + Duration.ofHours(1).toNanos())
    );
  }

  static Stream<Named<Supplier<PostingBench>>> onEachStore() {
    return Stream.of(
      Named.of("H2", () -> new PostingBench(TestDatabase.h2())),
      Named.of("PostgreSQL", () -> new PostingBench(TestDatabase.postgres()))
    );
  }

  /** Processes from now on follow a restored backup. */
  void recovering(Connections connections) {
    PostingProperties settings = new PostingProperties(Duration.ofSeconds(60), Instant.EPOCH);
    recovery = new Recovery(
      settings,
      new RecoveryStore(db.database()),
      connections,
      List.of(new HeldBack("held-back-file"))
    );
  }

  /** A process that nothing happens to. */
  Posting process() {
    return process(Steps.unhindered(), true);
  }

  /** A process that dies where the steps say. */
  Posting process(Steps steps) {
    return process(steps, true);
  }

  /**
   * A process.
   *
   * @param remembering false takes the guard "intent" away: earlier intents are never looked at
   */
  Posting process(Steps steps, boolean remembering) {
    remote.watchedBy(steps);
    PostingStores stores = new PostingStores(
      new WatchedLinks(steps),
      new WatchedIntents(steps, remembering),
      leases,
      new AuditTrail(new AuditStore(db.database())),
      db.database()
    );
    return new Posting(stores, recovery);
  }

  private final class WatchedIntents extends IntentStore {

    private final Steps steps;
    private final boolean remembering;

    private WatchedIntents(Steps steps, boolean remembering) {
      super(db.database(), vault);
      this.steps = steps;
      this.remembering = remembering;
    }

    @Override
    public Intent open(Lease lease, String targetType, byte[] request, List<Draft> drafts) {
      steps.take("before an intent");
      return super.open(lease, targetType, request, drafts);
    }

    @Override
    public List<Intent> unresolved(String tenant, String targetType, Collection<SourceRef> sources) {
      return remembering ? super.unresolved(tenant, targetType, sources) : List.of();
    }

    @Override
    public void answered(Intent intent) {
      steps.take("before a failure is noted");
      super.answered(intent);
    }

    @Override
    public void close(Intent intent) {
      steps.take("before an intent is closed");
      super.close(intent);
      steps.take("before the commit of links");
    }
  }

  private final class WatchedLinks extends LinkStore {

    private final Steps steps;

    private WatchedLinks(Steps steps) {
      super(db.database(), inbox, vault);
      this.steps = steps;
    }

    @Override
    public void add(String tenant, Draft draft, String type, String id, String number, String projection) {
      steps.take("before a link");
      super.add(tenant, draft, type, id, number, projection);
    }
  }

  /** Time goes by, at the remote as in the table. */
  void passes(Duration time) {
    remote.passes(time);
    db.database().sql().sql("UPDATE intent SET created_at = created_at - ?").params(time.toMillis()).update();
  }

  void loseLeaseAtCommit() {
    doThrow(new LeaseLost(TENANT)).when(leases).confirm(any());
  }

  void holdLeaseAgain() {
    org.mockito.Mockito.doNothing().when(leases).confirm(any());
  }

  static SourceRef source(int id) {
    return new SourceRef("shop", "charge", Integer.toString(id));
  }

  static String number(int id) {
    return "P-" + id;
  }

  static Draft draft(int id, String amount) {
    return new Draft(
      source(id),
      number(id),
      NumberlessRemote.body(number(id), amount),
      NumberlessRemote.projectionOf(number(id), amount),
      "source of " + amount
    );
  }

  /** Drafts of these ids over 10.00 each. */
  static List<Draft> drafts(int... ids) {
    return Arrays.stream(ids)
      .mapToObj(id -> draft(id, "10.00"))
      .toList();
  }

  static List<Draft> first(int count) {
    return drafts(IntStream.range(0, count).toArray());
  }

  Map<SourceRef, Posted> bring(List<Draft> drafts) {
    return process().bring(TENANT, remote, drafts);
  }

  int openIntents() {
    return db
      .database()
      .sql()
      .sql("SELECT COUNT(*) FROM intent WHERE state <> 'CLOSED'")
      .query(Integer.class)
      .single();
  }

  int intents() {
    return db.database().sql().sql("SELECT COUNT(*) FROM intent").query(Integer.class).single();
  }

  @Override
  public void close() {
    db.close();
  }
}
