package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class InboxInterruptTest {

  @TempDir
  Path directory;

  @Test
  void a_hundred_interrupts_under_load_neither_close_the_store_nor_lose_what_was_acknowledged() {
    try (TestDatabase db = TestDatabase.h2(directory)) {
      InboxStore store = new InboxStore(db.database(), new JdbcTemplate(db.source()));
      Vault vault = new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
      Inbox inbox = new Inbox(
        store,
        new InboxSignal(),
        new Payloads(vault),
        new AuditTrail(new AuditStore(db.database())),
        db.database(),
        new SimpleMeterRegistry(),
        List.of()
      );
      AtomicInteger acknowledged = new AtomicInteger();
      AtomicBoolean running = new AtomicBoolean(true);
      List<Thread> load = new ArrayList<>();
      for (int sender = 0; sender < 8; sender++) {
        int number = sender;
        load.add(Thread.ofPlatform().start(() -> send(inbox, store, number, running, acknowledged)));
      }
      Random random = new Random();
      for (int interrupt = 0; interrupt < 100; interrupt++) {
        int before = acknowledged.get();
        load.get(random.nextInt(load.size())).interrupt();
        Awaitility.await().until(() -> acknowledged.get() > before);
      }
      running.set(false);
      load.forEach(thread -> Awaitility.await().until(() -> !thread.isAlive()));
      inbox.close();

      assertThat(
        store.counts("shop").values().stream().mapToLong(Long::longValue).sum()
      ).isGreaterThanOrEqualTo(acknowledged.get());
      assertThat(acknowledged.get()).isGreaterThan(100);
    }
  }

  private static void send(
    Inbox inbox,
    InboxStore store,
    int sender,
    AtomicBoolean running,
    AtomicInteger acknowledged
  ) {
    for (int number = 0; running.get(); number++) {
      try {
        inbox.store(List.of(new NewMessage("shop", "flow", sender + "-" + number, new byte[] { 1 }, "c")));
        acknowledged.incrementAndGet();
        // Readers touch the database's file on the interrupted thread itself.
        store.find(number);
      } catch (RuntimeException interrupted) {
        Thread.interrupted();
      }
    }
  }
}
