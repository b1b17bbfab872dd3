package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A customer is erased while the shop goes on: from every cell of the store, and not from the books. */
class ErasureTest {

  private static final String CONNECTION = House.connection(0);
  private static final int ORDERS = 20;

  @TempDir
  Path directory;

  private record Customer(String order, String email, String name) {}

  @Test
  void a_person_is_in_no_cell_afterwards_and_a_later_order_makes_nothing_twice() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      House house = House.onH2(directory, sandbox.port(), 1);
      try (RuntimeHere runtime = RuntimeHere.in(house); Operator operator = new Operator(runtime.port())) {
        sandbox.post("/sandbox/shop/orders", "{\"count\":" + ORDERS + ",\"seed\":21}");
        JsonNode unpaid = sandbox.post(
          "/sandbox/shop/orders",
          "{\"shapes\":[\"cash-on-delivery\"],\"seed\":22}"
        );
        settled(runtime, ORDERS + 1);
        Customer customer = customer(sandbox, unpaid.path("orders").path(0).path("id").asText());
        LocalDate today = LocalDate.now();
        String period = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(today.minusDays(1), today.plusDays(1));
        operator.call("POST", "/connections/" + CONNECTION + "/dry-run", period, 200);
        operator.call("POST", "/connections/" + CONNECTION + "/reconcile", period, 200);
        runtime
          .sql()
          .sql("UPDATE inbox SET reason = ? WHERE record_key = ? AND state = 'DONE'")
          .params("xero: the contact name " + customer.name() + " is taken", customer.order())
          .update();
        StoredTexts store = new StoredTexts(runtime);
        assertThat(store.placesOf(customer.email())).contains(
          "inbox.payload",
          "intent_element.content",
          "link.target_projection",
          "xero_mirror.content"
        );
        assertThat(store.placesOf(customer.name())).contains("inbox.reason", "run_row.content");
        List<Map<String, Object>> links = links(runtime);

        JsonNode report = erase(operator, customer);

        assertThat(report.path("complete").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.path("places"))
          .extracting(place -> place.path("place").asText())
          .contains("payloads", "requests", "links", "mirrored records", "rows of runs", "record cards");
        assertThat(report.path("remains"))
          .extracting(place -> place.path("where").asText())
          .contains("Xero", "The shop", "Backups of the store");
        assertThat(store.placesOf(customer.email())).isEmpty();
        assertThat(store.placesOf(customer.name())).isEmpty();
        assertThat(links(runtime)).isEqualTo(links);
        againFindsNothing(operator, customer);

        sandbox.post("/sandbox/shop/edit", "{\"order\":" + customer.order() + "}");
        await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
            assertThat(OrderAudit.of(Ledger.read(sandbox), ExpectedOrder.all(sandbox))).isEmpty()
          );
        settled(runtime, ORDERS + 1);
        assertThat(links(runtime)).as("the person is still the same contact").containsAll(links);
      }
      assertThat(sandbox.ledger().path("duplicates").asInt()).isZero();
      assertThat(
        sandbox.ledger().path("tenants").path(House.tenant(0)).path("duplicateContactEmails")
      ).isEmpty();
    }
  }

  /** By the address in another case, as people write it; it stands in no log and no answer. */
  private static JsonNode erase(Operator operator, Customer customer) {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    try {
      String address = customer.email().toUpperCase(java.util.Locale.ROOT);
      JsonNode report = operator.call("POST", "/erase", "{\"email\":\"" + address + "\"}", 200);
      assertThat(report.toString()).doesNotContainIgnoringCase(customer.email());
      return report;
    } finally {
      root.detachAppender(log);
      assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains(customer.email()));
    }
  }

  private static void againFindsNothing(Operator operator, Customer customer) {
    JsonNode again = erase(operator, customer);
    assertThat(again.path("places")).allMatch(place -> place.path("erased").asInt() == 0);
    JsonNode entry = operator.call("GET", "/audit?action=erase", "", 200).path("items").path(0);
    assertThat(entry.path("actor").asText()).isEqualTo("admin");
    assertThat(entry.path("detail").path("person").asText())
      .isEqualTo(again.path("person").asText())
      .hasSize(32);
  }

  private static Customer customer(SandboxProcess sandbox, String order) {
    JsonNode billing = sandbox.staff("/shop/wp-json/wc/v3/orders/" + order).path("billing");
    return new Customer(
      order,
      billing.path("email").asText().toLowerCase(java.util.Locale.ROOT),
      billing.path("first_name").asText() + " " + billing.path("last_name").asText()
    );
  }

  private static List<Map<String, Object>> links(RuntimeHere runtime) {
    return runtime
      .sql()
      .sql("SELECT scope, source_type, source_id, target_type, target_id FROM link ORDER BY id")
      .query()
      .listOfRows();
  }

  private static void settled(RuntimeHere runtime, int orders) {
    await()
      .atMost(Duration.ofSeconds(120))
      .pollInterval(Duration.ofMillis(300))
      .untilAsserted(() -> {
        Map<String, Long> states = runtime.orders();
        assertThat(states).doesNotContainKeys("RECEIVED", "IN_FLIGHT", "RETRY");
        assertThat(states.values().stream().mapToLong(Long::longValue).sum()).isGreaterThanOrEqualTo(orders);
      });
  }
}
