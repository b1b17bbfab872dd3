package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders from before the start, from the shop to Xero through the whole runtime: nothing of them moves until their
 * dry run is approved, then each comes once, and both sides compare.
 */
class OldOrdersTest {

  private static final String CONNECTION = House.connection(0);
  private static final String PERIODS = "/connections/" + CONNECTION;
  private static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");
  private static final int ORDERS = 120;

  @TempDir
  Path directory;

  @Test
  void old_orders_come_after_their_dry_run_and_both_sides_compare() throws Exception {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onH2(directory, sandbox.port(), 1);
      startingToday(house);
      Instant old = Instant.now().minus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
      LocalDate day = old.atZone(SYDNEY).toLocalDate();
      String period = "\"from\":\"%s\",\"to\":\"%s\"".formatted(day.minusDays(1), day.plusDays(1));
      try (RuntimeHere runtime = RuntimeHere.in(house); Operator operator = new Operator(runtime.port())) {
        place(sandbox, old);
        within().until(() -> runtime.orders().getOrDefault("SKIPPED", 0L) == ORDERS);

        JsonNode dryRun = operator.call("POST", PERIODS + "/dry-run", "{" + period + "}", 200);
        assertThat(verdicts(dryRun)).containsOnlyKeys("CREATE");
        assertThat(dryRun.path("next").asInt()).as("more rows than are shown at once").isPositive();
        assertThat(sandbox.ledger().path("invoices").asInt()).isZero();
        operator.call("POST", PERIODS + "/backfill", "{" + period + "}", 409);

        long run = dryRun.path("run").asLong();
        JsonNode backfill = operator.call(
          "POST",
          PERIODS + "/backfill",
          "{" + period + ",\"run\":" + run + "}",
          202
        );
        assertThat(backfill.path("due").asInt()).isEqualTo(ORDERS);
        String story = PERIODS + "/runs/" + backfill.path("run").asLong();
        within().untilAsserted(() -> {
          JsonNode now = operator.call("GET", story, "", 200);
          assertThat(now.path("state").asText()).as(now.path("reason").asText()).isEqualTo("DONE");
          assertThat(now.path("messages").path("DONE").asInt())
            .as(now.path("messages").toString())
            .isEqualTo(ORDERS);
        });
        assertThat(sandbox.ledger().path("invoices").asInt()).isEqualTo(ORDERS);
        assertThat(sandbox.ledger().path("duplicates").asInt()).isZero();

        JsonNode compared = operator.call("POST", PERIODS + "/reconcile", "{" + period + "}", 200);
        assertThat(verdicts(compared)).as(compared.path("rows").toString()).containsOnlyKeys("MATCHED");
        String gone = compared.path("rows").path(0).path("key").asText();
        deleteInShop(sandbox, gone);
        JsonNode again = operator.call(
          "POST",
          PERIODS + "/reconcile",
          "{" + period + ",\"queue\":true}",
          200
        );
        assertThat(verdicts(again)).containsOnlyKeys("MATCHED", "GONE_AT_SOURCE");
        assertThat(again.path("queued").asInt()).isEqualTo(1);
        within().until(() -> runtime.orders().getOrDefault("HELD", 0L) == 1);
      }
    }
  }

  @Test
  void a_backfill_whose_node_is_killed_twice_brings_each_order_once() throws Exception {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      House house = House.onH2(directory, sandbox.port(), 1);
      startingToday(house);
      Instant old = Instant.now().minus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
      LocalDate day = old.atZone(SYDNEY).toLocalDate();
      String period = "\"from\":\"%s\",\"to\":\"%s\"".formatted(day.minusDays(1), day.plusDays(1));
      place(sandbox, old);
      String story = begun(house, period);
      for (int kill = 0; kill < 2; kill++) {
        int fed = 50 * (kill + 1);
        onNode(house, operator ->
          within().until(() -> operator.call("GET", story, "", 200).path("fed").asInt() >= fed)
        );
      }
      onNode(house, operator ->
        within().untilAsserted(() -> {
          JsonNode now = operator.call("GET", story, "", 200);
          assertThat(now.path("state").asText()).as(now.path("reason").asText()).isEqualTo("DONE");
          assertThat(now.path("fed").asInt()).isEqualTo(ORDERS);
          assertThat(now.path("messages").path("DONE").asInt()).isEqualTo(ORDERS);
        })
      );
      assertThat(sandbox.ledger().path("invoices").asInt()).isEqualTo(ORDERS);
      assertThat(sandbox.ledger().path("duplicates").asInt()).isZero();
    }
  }

  /** Tries and approves the period; where its story is. */
  private static String begun(House house, String period) {
    String[] story = new String[1];
    onNode(house, operator -> {
      JsonNode dryRun = operator.call("POST", PERIODS + "/dry-run", "{" + period + "}", 200);
      String asked = "{" + period + ",\"run\":" + dryRun.path("run").asLong() + "}";
      JsonNode backfill = operator.call("POST", PERIODS + "/backfill", asked, 202);
      story[0] = PERIODS + "/runs/" + backfill.path("run").asLong();
    });
    return story[0];
  }

  /** A node of its own, killed when the work is done. */
  private static void onNode(House house, Consumer<Operator> work) {
    int port = JavaProcess.freePort();
    JavaProcess node = house.node("node", port, "", Set.of());
    try (Operator operator = new Operator(port)) {
      work.accept(operator);
    } finally {
      node.kill();
    }
  }

  private static void startingToday(House house) throws IOException {
    Path file = house.directory().resolve("connections/" + CONNECTION + ".yaml");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("start-date: \\S+", "start-date: " + LocalDate.now(SYDNEY)));
  }

  private static void place(SandboxProcess sandbox, Instant at) {
    sandbox.post(
      "/sandbox/shop/orders",
      "{\"shop\":\"%s\",\"count\":%d,\"seed\":5,\"kind\":\"plain\",\"at\":\"%s\"}".formatted(
        House.shop(0),
        ORDERS,
        at
      )
    );
  }

  private static void deleteInShop(SandboxProcess sandbox, String order)
    throws IOException, InterruptedException {
    String key = Base64.getEncoder().encodeToString("ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8));
    URI address = URI.create(
      "http://localhost:" + sandbox.port() + "/shop/wp-json/wc/v3/orders/" + order + "?force=true"
    );
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(
        HttpRequest.newBuilder(address).header("Authorization", "Basic " + key).DELETE().build(),
        HttpResponse.BodyHandlers.ofString()
      );
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  private static Map<String, Integer> verdicts(JsonNode run) {
    Map<String, Integer> verdicts = new TreeMap<>();
    run
      .path("summary")
      .path("sums")
      .forEach(sum ->
        verdicts.merge(
          sum.path("values").path("verdict").asText(),
          sum.path("values").path("count").asInt(),
          Integer::sum
        )
      );
    return verdicts;
  }

  private static ConditionFactory within() {
    return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(250));
  }
}
