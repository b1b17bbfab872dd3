package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.store.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes with a disk each share a PostgreSQL: what one has staged the other hands over, after the first was killed
 * between upload and rename.
 */
class BillNodesTest {

  @TempDir
  Path directory;

  @Test
  void what_a_killed_node_has_staged_and_uploaded_the_other_node_hands_over_once() throws Exception {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      House first = House.ofBills(directory, Postgres.freshDatabase(), sandbox, file -> file);
      House second = first.elsewhere(Files.createDirectories(directory.resolve("second")));
      raise(sandbox, 1);
      String point = KillPoint.AFTER_FILE_STEP.name() + ":1";
      try (
        JavaProcess killed = first.node("first", JavaProcess.freePort(), point, Set.of());
        JavaProcess other = second.node("second", JavaProcess.freePort(), "", Set.of())
      ) {
        assertThat(killed.ends(Duration.ofSeconds(60))).as("the first node met its end").isTrue();
        raise(sandbox, 2);
        Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(BillRun.atRest(first.sql(), sandbox)).isEmpty());
        assertThat(other.alive()).isTrue();
        BillAudit audit = BillAudit.of(sandbox, first.sql());
        assertThat(audit.faults()).isEmpty();
        assertThat(audit.states()).containsKey("DONE");
      }
    }
  }

  private static void raise(SandboxProcess sandbox, long seed) {
    sandbox.post(
      "/sandbox/ledger/bills",
      "{\"tenant\":\"%s\",\"count\":30,\"seed\":%d}".formatted(BillLedger.TENANT, seed)
    );
  }
}
