package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storm of 429s, Xero offline, the consent revoked, while orders keep arriving: nothing is burned or lost, the
 * reason is seen meanwhile, and everything is delivered once the trouble ends.
 */
class TroubleTest {

  private static final String SHOP = House.connection(0);

  @TempDir
  Path directory;

  @Test
  void orders_survive_a_storm_an_outage_and_a_revoked_consent() {
    new Trouble(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(5), 500).run();
  }

  @Test
  @Tag("long")
  void orders_survive_five_minutes_of_storm_ten_of_outage_and_two_without_consent() {
    new Trouble(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(2), 2_000).run();
  }

  private final class Trouble {

    private final Duration storm;
    private final Duration outage;
    private final Duration revoked;
    private final long orderEveryMillis;
    private final AtomicInteger placed = new AtomicInteger();
    private SandboxProcess sandbox;
    private RuntimeHere runtime;
    private Operator operator;

    private Trouble(Duration storm, Duration outage, Duration revoked, long orderEveryMillis) {
      this.storm = storm;
      this.outage = outage;
      this.revoked = revoked;
      this.orderEveryMillis = orderEveryMillis;
    }

    private void run() {
      try (
        SandboxProcess process = new SandboxProcess(directory);
        RuntimeHere here = RuntimeHere.in(House.onH2(directory, process.port(), 1));
        Operator person = new Operator(here.port());
        ScheduledExecutorService shop = Executors.newSingleThreadScheduledExecutor()
      ) {
        sandbox = process;
        runtime = here;
        operator = person;
        shop.scheduleWithFixedDelay(this::order, 0, orderEveryMillis, TimeUnit.MILLISECONDS);
        within(Duration.ofSeconds(60)).until(() -> done() > 0);

        storm();
        outage();
        revocation();

        shop.shutdown();
        within(Duration.ofSeconds(10)).until(shop::isTerminated);
        everythingIsDelivered();
      }
    }

    private void order() {
      sandbox.placeOrders(House.shop(0), 1, 1_000 + placed.incrementAndGet());
    }

    private void storm() {
      sandbox.arm("{\"system\":\"xero\",\"kind\":\"too-many-requests\",\"times\":-1}");
      seen(shop -> shop.path("budget").path("closedBecause").asText().equals("minute"));
      lasting(storm, () -> assertThat(shop().path("state").asText()).isEqualTo("RUNNING"));
      assertThat(refusals("minute")).isGreaterThan(1);
      calm();
    }

    private void outage() {
      sandbox.arm("{\"system\":\"xero\",\"kind\":\"offline\",\"times\":-1}");
      seen(shop -> !xero(shop).path("breaker").asText("closed").equals("closed"));
      assertThat(xero(shop()).path("reason").asText()).contains("503");
      assertThat(xero(shop()).path("since").asText()).isNotEmpty();
      within(Duration.ofSeconds(30)).until(() -> count("state = 'IN_FLIGHT'") == 0);
      long attempts = attempts();
      lasting(outage, () -> assertThat(attempts()).as("nothing is claimed meanwhile").isEqualTo(attempts));
      assertThat(count("state = 'RECEIVED'")).as("orders keep arriving").isPositive();
      calm();
      seen(shop -> xero(shop).path("breaker").asText().equals("closed"));
    }

    private void revocation() {
      sandbox.arm("{\"system\":\"xero\",\"kind\":\"token-revoked\",\"times\":1}");
      seen(shop -> shop.path("state").asText().equals("RECONNECT"));
      assertThat(shop().path("stateReason").asText()).contains("reconnect");
      long before = count("1 = 1");
      lasting(revoked, () -> assertThat(shop().path("state").asText()).isEqualTo("RECONNECT"));
      assertThat(count("1 = 1")).as("orders keep arriving").isGreaterThan(before);
      assertThat(operator.consent(SHOP)).contains("Connected to");
      seen(shop -> shop.path("state").asText().equals("RUNNING"));
    }

    private void everythingIsDelivered() {
      within(Duration.ofMinutes(4)).untilAsserted(() ->
        assertThat(runtime.orders()).isEqualTo(Map.of("DONE", (long) placed.get()))
      );
      assertThat(count("blamed > 0")).as("messages that were blamed").isZero();
      assertThat(
        runtime
          .sql()
          .sql("SELECT COUNT(*) FROM audit WHERE action = 'attempt' AND outcome IN ('DEAD', 'HELD')")
          .query(Long.class)
          .single()
      ).isZero();
      assertThat(runtime.linkedInvoices()).isEqualTo(placed.get());
      JsonNode ledger = sandbox.ledger();
      assertThat(ledger.path("invoices").asInt()).isEqualTo(placed.get());
      assertThat(ledger.path("duplicates").asInt()).isZero();
      assertThat(ledger.path("overLimit").asInt()).isZero();
    }

    private void calm() {
      sandbox.send("DELETE", "/sandbox/faults", "");
    }

    private JsonNode shop() {
      return operator.connection(SHOP);
    }

    private static JsonNode xero(JsonNode shop) {
      for (JsonNode remote : shop.path("remotes")) {
        if (remote.path("remote").asText().equals("xero")) {
          return remote;
        }
      }
      return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The operator sees it through the API. */
    private void seen(Predicate<JsonNode> wanted) {
      within(Duration.ofSeconds(90)).until(() -> wanted.test(shop()));
    }

    private void lasting(Duration time, org.awaitility.core.ThrowingRunnable holds) {
      await()
        .pollInterval(Duration.ofMillis(200))
        .during(time)
        .atMost(time.plusSeconds(30))
        .untilAsserted(holds);
    }

    private static ConditionFactory within(Duration time) {
      return await().atMost(time).pollInterval(Duration.ofMillis(100));
    }

    private long done() {
      return runtime.orders().getOrDefault("DONE", 0L);
    }

    private long refusals(String limit) {
      return (long) runtime
        .bean(io.micrometer.core.instrument.MeterRegistry.class)
        .get("ledger.xero.refused")
        .tag("limit", limit)
        .counter()
        .count();
    }

    private long attempts() {
      return runtime.sql().sql("SELECT COALESCE(SUM(attempts), 0) FROM inbox").query(Long.class).single();
    }

    private long count(String condition) {
      return runtime
        .sql()
        .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'woocommerce-order' AND " + condition)
        .query(Long.class)
        .single();
    }
  }
}
