package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.chaos.ExpectedOrder.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an earlier version left behind when it was killed in the middle of a write is taken over by this one (DESIGN,
 * rule 16): rows in every state, intents whose end nobody knows, waiting polls, a consent, mirrors and runs.
 */
class UpgradeTest {

  private static final String ONE = House.connection(0);
  private static final String OTHER = House.connection(1);
  private static final String THIRD = House.connection(2);
  private static final String STUCK =
    "SELECT id, state, reason FROM inbox WHERE state IN ('HELD', 'DEAD') ORDER BY id";
  private static final String LINKS = """
    SELECT tenant, scope, source_type, source_id, target_type, target_id, number, created_at FROM link ORDER BY id
    """;
  private static final String TRAIL = "SELECT * FROM audit ORDER BY id";

  private final UpgradeFixture fixture = UpgradeFixture.named("v7");

  @TempDir
  Path directory;

  /** What an operator relies on, as it was before the upgrade. */
  private record Before(
    List<Map<String, Object>> stuck,
    List<Map<String, Object>> links,
    List<Map<String, Object>> trail,
    List<String> unfinished
  ) {
    static Before of(JdbcClient sql) {
      return new Before(
        sql.sql(STUCK).query().listOfRows(),
        sql.sql(LINKS).query().listOfRows(),
        sql.sql(TRAIL).query().listOfRows(),
        sql.sql("SELECT state FROM inbox WHERE state IN ('RETRY', 'IN_FLIGHT')").query(String.class).list()
      );
    }
  }

  @Test
  void an_h2_store_that_the_version_before_was_killed_on_is_taken_over() throws IOException {
    try (SandboxProcess sandbox = fixture.sandbox(directory)) {
      House house = fixture.onH2(directory);
      // Read from a copy: the upgrade itself meets the file as the kill left it.
      Path copy = Files.createDirectories(directory.resolve("copy"));
      Before before = Before.of(fixture.onH2(copy).sql());
      takeOver(sandbox, house, before);
    }
  }

  @Test
  void a_postgresql_store_that_the_version_before_was_killed_on_is_taken_over() {
    try (SandboxProcess sandbox = fixture.sandbox(directory)) {
      House house = fixture.onPostgres(directory);
      takeOver(sandbox, house, Before.of(house.sql()));
    }
  }

  private static void takeOver(SandboxProcess sandbox, House house, Before before) {
    assertThat(before.unfinished()).contains("RETRY", "IN_FLIGHT");
    assertThat(before.stuck())
      .extracting(row -> row.get("state"))
      .contains("HELD", "DEAD");
    try (
      RuntimeHere runtime = RuntimeHere.in(house, "--ledger.retention.done=0", "--ledger.retention.audit=0");
      Operator operator = new Operator(runtime.port())
    ) {
      within().untilAsserted(() -> {
        assertThat(unfinished(runtime, ONE)).isEmpty();
        assertThat(unfinished(runtime, THIRD)).isEmpty();
      });
      nothingIsLost(runtime, before);
      assertThat(OrderAudit.of(Ledger.read(sandbox), ExpectedOrder.all(sandbox)))
        .as("only the dead letter's order is missing")
        .allMatch(finding -> finding.startsWith(deadInvoice(before, runtime)));

      operator.call("POST", "/messages/replay", "{\"filter\":{\"connection\":\"" + ONE + "\"}}", 200);
      operator.call("POST", "/connections/" + OTHER + "/resume", "", 200);
      within().untilAsserted(() -> {
        assertThat(unfinished(runtime, ONE)).isEmpty();
        assertThat(unfinished(runtime, OTHER)).isEmpty();
      });

      List<ExpectedOrder> orders = ExpectedOrder.all(sandbox);
      assertThat(OrderAudit.of(Ledger.read(sandbox), orders)).isEmpty();
      assertThat(orders).extracting(ExpectedOrder::fate).contains(Fate.BOOKED, Fate.HELD);
      nothingIsLost(runtime, new Before(List.of(), before.links(), before.trail(), List.of()));
      assertThat(openIntents(runtime)).isEmpty();
    }
    JsonNode ledger = sandbox.ledger();
    assertThat(ledger.path("duplicates").asInt()).isZero();
    assertThat(ledger.path("violations")).isEmpty();
    assertThat(ledger.path("tenants").path(House.tenant(1)).path("list"))
      .as("the other shop's invoices")
      .hasSize(10);
  }

  private static void nothingIsLost(RuntimeHere runtime, Before before) {
    JdbcClient sql = runtime.sql();
    assertThat(sql.sql(STUCK).query().listOfRows()).containsAll(before.stuck());
    assertThat(sql.sql(LINKS).query().listOfRows()).containsAll(before.links());
    assertThat(sql.sql(TRAIL).query().listOfRows()).startsWith(before.trail().toArray(Map[]::new));
  }

  private static String deadInvoice(Before before, RuntimeHere runtime) {
    Object dead = before
      .stuck()
      .stream()
      .filter(row -> row.get("state").equals("DEAD"))
      .findFirst()
      .orElseThrow()
      .get("id");
    return (
      "WC-" +
      runtime
        .sql()
        .sql("SELECT record_key FROM inbox WHERE id = ?")
        .params(dead)
        .query(String.class)
        .single() +
      " "
    );
  }

  private static List<Map<String, Object>> unfinished(RuntimeHere runtime, String connection) {
    return runtime
      .sql()
      .sql(
        """
        SELECT record_key, state, reason FROM inbox
         WHERE connection = ? AND flow = 'woocommerce-order' AND state IN ('RECEIVED', 'RETRY', 'IN_FLIGHT')
        """
      )
      .params(connection)
      .query()
      .listOfRows();
  }

  private static List<Map<String, Object>> openIntents(RuntimeHere runtime) {
    return runtime
      .sql()
      .sql("SELECT id, target_type, state FROM intent WHERE state <> 'CLOSED'")
      .query()
      .listOfRows();
  }

  private static ConditionFactory within() {
    return await().atMost(Duration.ofSeconds(180)).pollInterval(Duration.ofMillis(300));
  }
}
