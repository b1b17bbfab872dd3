package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes an {@link UpgradeFixture} of the version that it is compiled with: two shops' orders in every state when the
 * node is killed in the middle of a write. {@code mvn test -Pfixture} writes it to {@code target/upgrade}.
 */
@Tag("fixture")
class UpgradeFixtureMaker {

  /** None that a machine gives away by itself. */
  private static final int PORT = 27190;
  private static final String ONE = House.connection(0);
  private static final String OTHER = House.connection(1);
  private static final String THIRD = House.connection(2);

  @TempDir
  Path directory;

  @Test
  void makes_the_fixture_of_this_version() throws IOException {
    Path state = directory.resolve("sandbox-state");
    House house;
    try (SandboxProcess sandbox = new SandboxProcess(directory, PORT, "--state-dir=" + state)) {
      sandbox.withoutLimits();
      house = House.onH2(directory, PORT, 3);
      liveAndStop(sandbox, house);
      liveAndDie(sandbox, house);
    }
    Instant killedAt = Instant.now();
    Map<String, byte[]> parts = new TreeMap<>();
    // As the kill left it: opening it would already mend it.
    parts.put("ledger.mv.db", Files.readAllBytes(directory.resolve("data/ledger.mv.db")));
    parts.put("sandbox.journal", Files.readAllBytes(state.resolve("sandbox.journal")));
    for (String connection : new String[] { ONE, OTHER, THIRD }) {
      String file = "connections/" + connection + ".yaml";
      parts.put(file, Files.readAllBytes(directory.resolve(file)));
    }
    parts.put("vault.key", bytes(house.vaultKey()));
    parts.put("port", bytes(Integer.toString(PORT)));
    parts.put("killed-at", bytes(killedAt.toString()));
    JdbcClient sql = house.sql();
    holdsEverything(sql);
    String schema = schema(sql);
    parts.put("schema", bytes(schema));
    Path target = Files.createDirectories(Path.of("target/upgrade")).resolve("v" + schema + ".zip");
    new UpgradeFixture(parts).write(target);
  }

  /** Orders of every shape, of which one becomes a dead letter; a dry run and a comparison; one shop pauses. */
  private static void liveAndStop(SandboxProcess sandbox, House house) {
    int port = JavaProcess.freePort();
    try (JavaProcess node = house.node("first", port, "", Set.of()); Operator operator = new Operator(port)) {
      place(sandbox, "shop", "\"count\":18,\"seed\":5");
      sandbox.placeOrders("shop-2", 6, 6);
      calm(operator, ONE, 18);
      calm(operator, OTHER, 6);
      operator.call("POST", "/connections/" + ONE + "/pause", "", 200);
      JsonNode doomed = sandbox.placeOrders("shop", 1, 7).path("orders").path(0);
      sandbox.arm(
        "{\"system\":\"xero\",\"kind\":\"error-before\",\"method\":\"PUT\",\"path\":\"/Invoices\",\"match\":\"WC-" +
          doomed.path("number").asText() +
          "\",\"times\":-1}"
      );
      operator.call("POST", "/connections/" + ONE + "/resume", "", 200);
      within().untilAsserted(() ->
        assertThat(count(operator, ONE, "DEAD"))
          .as(
            operator
              .call("GET", "/messages?connection=" + ONE + "&key=" + doomed.path("id").asText(), "", 200)
              .toString()
          )
          .isPositive()
      );
      sandbox.send("DELETE", "/sandbox/faults", "");
      LocalDate today = LocalDate.now();
      String period = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(today.minusDays(1), today.plusDays(1));
      operator.call("POST", "/connections/" + ONE + "/dry-run", period, 200);
      operator.call("POST", "/connections/" + ONE + "/reconcile", period, 200);
      operator.call("POST", "/connections/" + OTHER + "/poll", "", 202);
      operator.call("POST", "/connections/" + OTHER + "/pause", "", 200);
      JsonNode waiting = sandbox.placeOrders("shop-2", 4, 8);
      assertThat(waiting.path("orders")).hasSize(4);
      within().until(() -> count(operator, OTHER, "RECEIVED") >= 4);
      node.stop();
    }
  }

  /** Payments and credit notes arrive whose answers are lost; then the node dies between a write and its answer. */
  private static void liveAndDie(SandboxProcess sandbox, House house) {
    int port = JavaProcess.freePort();
    try (
      JavaProcess node = house.node("second", port, "", Set.of());
      Operator operator = new Operator(port)
    ) {
      loseAnswers(sandbox, "/Payments");
      loseAnswers(sandbox, "/CreditNotes");
      sandbox.arm(
        "{\"system\":\"shop\",\"kind\":\"error-before\",\"path\":\"/shops/shop-3\",\"method\":\"GET\",\"times\":-1}"
      );
      sandbox.placeOrders("shop-3", 5, 11);
      within().until(() -> count(operator, THIRD, "RETRY") >= 5);
      // One batch: its payments and its credit note arrive together, and no answer does.
      operator.call("POST", "/connections/" + ONE + "/pause", "", 200);
      JsonNode orders = sandbox.placeOrders("shop", 8, 9).path("orders");
      sandbox.refund(orders.get(0), new java.math.BigDecimal("1.00"), true);
      within().until(() -> count(operator, ONE, "RECEIVED") >= 8);
      operator.call("POST", "/connections/" + ONE + "/resume", "", 200);
      within().until(() -> count(operator, ONE, "RETRY") >= 8);
      int written = sandbox.ledger().path("invoices").asInt();
      sandbox.arm(
        "{\"system\":\"xero\",\"kind\":\"slow-body\",\"method\":\"PUT\",\"path\":\"/Invoices\",\"times\":-1,\"millis\":3000}"
      );
      sandbox.placeOrders("shop", 4, 10);
      within().until(() -> sandbox.ledger().path("invoices").asInt() > written);
      node.kill();
    }
  }

  private static void loseAnswers(SandboxProcess sandbox, String path) {
    sandbox.arm(
      "{\"system\":\"xero\",\"kind\":\"answer-lost\",\"method\":\"PUT\",\"path\":\"" +
        path +
        "\",\"times\":-1}"
    );
  }

  private static void place(SandboxProcess sandbox, String shop, String what) {
    sandbox.post("/sandbox/shop/orders", "{\"shop\":\"" + shop + "\"," + what + "}");
  }

  /** Until every order has been decided. */
  private static void calm(Operator operator, String connection, int orders) {
    within().until(() -> {
      JsonNode counts = operator.connection(connection).path("messages");
      long ended =
        counts.path("DONE").asLong() + counts.path("HELD").asLong() + counts.path("SKIPPED").asLong();
      return (
        ended >= orders &&
        counts.path("RECEIVED").asLong() +
        counts.path("RETRY").asLong() +
        counts.path("IN_FLIGHT").asLong() ==
        0
      );
    });
  }

  private static long count(Operator operator, String connection, String state) {
    return operator
      .call("GET", "/messages?flow=woocommerce-order&connection=" + connection + "&state=" + state, "", 200)
      .path("items")
      .size();
  }

  private static org.awaitility.core.ConditionFactory within() {
    return await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(100));
  }

  private static void holdsEverything(JdbcClient sql) {
    Map<String, Long> states = new LinkedHashMap<>();
    sql
      .sql("SELECT state, COUNT(*) AS n FROM inbox GROUP BY state")
      .query(row -> {
        states.put(row.getString("state"), row.getLong("n"));
      });
    assertThat(states).containsKeys("RECEIVED", "IN_FLIGHT", "RETRY", "DONE", "HELD", "DEAD");
    assertThat(count(sql, "SELECT COUNT(*) FROM intent WHERE state <> 'CLOSED'")).isGreaterThan(1);
    for (String table : new String[] {
      "run_row",
      "xero_grant",
      "xero_mirror",
      "seen",
      "audit",
      "vault_secret",
    }) {
      assertThat(count(sql, "SELECT COUNT(*) FROM " + table)).as(table).isPositive();
    }
  }

  private static long count(JdbcClient sql, String query) {
    return sql.sql(query).query(Long.class).single();
  }

  private static String schema(JdbcClient sql) {
    return sql
      .sql("SELECT MAX(CAST(\"version\" AS INT)) FROM \"flyway_schema_history\"")
      .query(String.class)
      .single();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
