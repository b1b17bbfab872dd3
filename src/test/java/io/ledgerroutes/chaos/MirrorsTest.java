package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.XeroReference;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mirrors of a runtime as it ships: filled by messages, through the shipped routes. */
class MirrorsTest {

  @TempDir
  Path directory;

  @Test
  void two_connections_of_two_tenants_have_their_mirrors_soon_after_the_start() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.placeOrders("shop", 5, 1);
      try (RuntimeHere runtime = RuntimeHere.in(House.onH2(directory, sandbox.port(), 2))) {
        await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(fresh(runtime)).isEqualTo(14));
        // What a batch of orders needed first was read for it, without a message; the other shop has no orders.
        await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() ->
            assertThat(messages(runtime, House.connection(1)).getOrDefault("DONE", 0L)).isEqualTo(7)
          );
        assertThat(messages(runtime, House.connection(0))).doesNotContainKeys("DEAD", "HELD");

        assertThat(
          runtime.bean(XeroReference.class).systemAccount(House.tenant(1), "ROUNDING").map(Account::code)
        ).contains("860");
        await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() ->
            assertThat(
              runtime
                .bean(MeterRegistry.class)
                .get("ledger.xero.mirror.records")
                .tags("tenant", House.tenant(0), "kind", "accounts")
                .gauge()
                .value()
            ).isGreaterThan(20)
          );
      }
      assertThat(sandbox.ledger().get("violations")).isEmpty();
    }
  }

  private static int fresh(RuntimeHere runtime) {
    return runtime
      .sql()
      .sql("SELECT COUNT(*) FROM xero_mirror_state WHERE refreshed_at IS NOT NULL")
      .query(Integer.class)
      .single();
  }

  private static Map<String, Long> messages(RuntimeHere runtime, String connection) {
    List<String> states = runtime
      .sql()
      .sql("SELECT state FROM inbox WHERE flow = 'xero-mirror' AND connection = ?")
      .params(connection)
      .query(String.class)
      .list();
    return states.stream().collect(Collectors.groupingBy(state -> state, Collectors.counting()));
  }
}
