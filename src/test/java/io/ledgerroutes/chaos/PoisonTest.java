package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One order of fifty on which Xero always answers 500, with Xero's limits on (issue proof 5). */
class PoisonTest {

  @TempDir
  Path directory;

  @Test
  void one_of_fifty_that_always_fails_is_dead_within_two_minutes_and_the_others_are_invoices() {
    oneOfFiftyIsDead("\"method\":\"PUT\",");
  }

  @Test
  void one_that_cannot_even_be_looked_for_is_dead_too_and_the_others_are_invoices() {
    oneOfFiftyIsDead("");
  }

  private void oneOfFiftyIsDead(String calls) {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      // Placed before anybody listens: the poll finds all fifty at once.
      JsonNode orders = sandbox.placeOrders("shop", 50, 5).get("orders");
      String poison = orders.get(23).get("number").asText();
      sandbox.arm(
        "{\"system\":\"xero\",\"kind\":\"error-before\"," +
          calls +
          "\"path\":\"/Invoices\",\"match\":\"WC-" +
          poison +
          "\",\"times\":-1}"
      );
      try (RuntimeHere runtime = RuntimeHere.in(House.onH2(directory, sandbox.port(), 1))) {
        await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(runtime.orders()).isEqualTo(Map.of("DONE", 49L, "DEAD", 1L)));

        Map<String, Object> dead = runtime
          .sql()
          .sql("SELECT * FROM inbox WHERE state = 'DEAD'")
          .query()
          .singleRow();
        assertThat(dead.get("record_key")).isEqualTo(poison);
        assertThat(dead.get("reason").toString()).contains("the remote fails on this record");
        assertThat(runtime.linkedInvoices()).isEqualTo(49);
      }
      JsonNode ledger = sandbox.ledger();
      assertThat(ledger.get("invoices").asInt()).isEqualTo(49);
      assertThat(ledger.get("duplicates").asInt()).isZero();
      assertThat(ledger.get("violations")).isEmpty();
    }
  }
}
