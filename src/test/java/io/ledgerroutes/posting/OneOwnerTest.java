package io.ledgerroutes.posting;

import static io.ledgerroutes.posting.PostingBench.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.NodeName;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two nodes over one PostgreSQL: only the owner of the tenant's lease writes (DESIGN, rule 8). */
class OneOwnerTest {

  private static final PostingProperties SETTINGS = new PostingProperties(Duration.ofSeconds(8), null);
  private static final List<Draft> BATCH = PostingBench.first(5);

  private final NumberlessRemote remote = new NumberlessRemote();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    threads.close();
  }

  /** A node with its own leases over the common store. */
  private record Node(TenantLeases leases, Posting posting) {
    static Node on(TestDatabase db, Vault vault) {
      InboxStore inbox = new InboxStore(db.database(), new JdbcTemplate(db.source()));
      Connections connections = mock(Connections.class);
      when(connections.ofTenant(anyString())).thenReturn(List.of());
      TenantLeases leases = new TenantLeases(
        new TenantLeaseStore(db.database()),
        inbox,
        connections,
        db.database(),
        mock(io.ledgerroutes.store.DiskSync.class),
        new NodeName(),
        SETTINGS
      );
      return with(leases, db, inbox, new IntentStore(db.database(), vault), vault);
    }

    /** A node that believes it holds every lease: the guard is off. It waits for the other one before it writes. */
    static Node unguarded(TestDatabase db, Vault vault, CyclicBarrier both) {
      TenantLeases leases = mock(TenantLeases.class);
      Lease forEver = new Lease(TENANT, 1, System.nanoTime() + TimeUnit.HOURS.toNanos(1));
      when(leases.require(anyString(), org.mockito.ArgumentMatchers.any())).thenReturn(forEver);
      when(leases.acquire(anyString())).thenReturn(Optional.of(forEver));
      IntentStore intents = new IntentStore(db.database(), vault) {
        @Override
        public Intent open(Lease lease, String targetType, byte[] request, List<Draft> drafts) {
          pass(both);
          return super.open(lease, targetType, request, drafts);
        }
      };
      return with(leases, db, new InboxStore(db.database(), new JdbcTemplate(db.source())), intents, vault);
    }

    private static Node with(
      TenantLeases leases,
      TestDatabase db,
      InboxStore inbox,
      IntentStore intents,
      Vault vault
    ) {
      PostingStores stores = new PostingStores(
        new LinkStore(db.database(), inbox, vault),
        intents,
        leases,
        new AuditTrail(new AuditStore(db.database())),
        db.database()
      );
      Recovery recovery = new Recovery(
        SETTINGS,
        new RecoveryStore(db.database()),
        mock(Connections.class),
        List.of()
      );
      Posting posting = new Posting(stores, recovery);
      return new Node(leases, posting);
    }

    /** Works as the inbox has it work: only under a lease. */
    boolean brings(NumberlessRemote remote) {
      if (leases.acquire(TENANT).isEmpty()) {
        return false;
      }
      posting.bring(TENANT, remote, BATCH);
      return true;
    }
  }

  private static Vault vault(TestDatabase db) {
    return new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
  }

  @Test
  void of_two_nodes_that_come_at_once_one_writes_and_nothing_is_double() {
    try (TestDatabase db = TestDatabase.postgres()) {
      Vault vault = vault(db);
      Node one = Node.on(db, vault);
      Node other = Node.on(db, vault);

      CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> one.brings(remote), threads);
      CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> other.brings(remote), threads);

      assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(true, false);
      assertThat(remote.documents()).hasSize(5);
    }
  }

  @Test
  void a_node_that_slept_past_its_lease_in_mid_write_neither_links_nor_doubles() throws Exception {
    try (TestDatabase db = TestDatabase.postgres()) {
      Vault vault = vault(db);
      Node sleeper = Node.on(db, vault);
      Node heir = Node.on(db, vault);
      CyclicBarrier asleep = new CyclicBarrier(2);
      CyclicBarrier awake = new CyclicBarrier(2);
      Thread[] sleeping = new Thread[1];
      remote.beforeEachWrite(() -> {
        if (Thread.currentThread() == sleeping[0]) {
          pass(asleep);
          pass(awake);
        }
      });
      CompletableFuture<Throwable> sleep = new CompletableFuture<>();
      sleeping[0] = Thread.ofPlatform().unstarted(() -> {
        try {
          sleeper.brings(remote);
          sleep.complete(null);
        } catch (RuntimeException e) {
          sleep.complete(e);
        }
      });
      sleeping[0].start();
      pass(asleep);
      // Its lease runs out while it sleeps: the table is told so.
      db.database().sql().sql("UPDATE tenant_lease SET held_until = 0").update();

      Awaitility.await().until(() -> heir.brings(remote));
      pass(awake);

      assertThat(sleep.get(10, TimeUnit.SECONDS)).isInstanceOf(LeaseLost.class);
      assertThat(remote.documents()).hasSize(5);
      assertThat(remote.doubles()).isEmpty();
    }
  }

  @Test
  void without_the_lease_two_nodes_that_come_at_once_leave_doubles() {
    try (TestDatabase db = TestDatabase.postgres()) {
      Vault vault = vault(db);
      CyclicBarrier both = new CyclicBarrier(2);
      Node one = Node.unguarded(db, vault, both);
      Node other = Node.unguarded(db, vault, both);

      CompletableFuture<?> first = CompletableFuture.supplyAsync(() -> one.brings(remote), threads);
      CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> other.brings(remote), threads);
      Awaitility.await().until(() -> first.isDone() && second.isDone());

      assertThat(remote.doubles()).hasSize(5);
    }
  }

  private static void pass(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
