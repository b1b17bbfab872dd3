package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bills of every kind against purchase orders of every kind, brought over at once: each is told for, the sums agree to
 * the cent, and Xero was asked for pages alone (issue proof 2).
 */
class ManyBillsTest {

  private static final System.Logger LOG = System.getLogger("seed");

  private final long seed = new Random().nextInt(1_000_000);

  @TempDir
  Path directory;

  @Test
  void two_hundred_bills_against_a_hundred_and_fifty_orders_are_told_for() {
    prove(200, 150);
  }

  @Test
  @Tag("long")
  void two_thousand_bills_against_fifteen_hundred_orders_are_told_for() {
    prove(2_000, 1_500);
  }

  private void prove(int bills, int orders) {
    LOG.log(System.Logger.Level.INFO, "seed of the bills: " + seed);
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      raise(sandbox, bills, orders);
      // The first poll is at once; there is no other, so that the calls are those of one run.
      House house = House.ofBills(directory, House.h2(directory), sandbox, file ->
        file
          .replaceFirst("poll: \"[^\"]*\"", "poll: \"0 0 0 1 1 ? 2098\"")
          .replace("history-note: true", "history-note: false")
      );
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        await()
          .atMost(Duration.ofMinutes(8))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(BillRun.unfinished(runtime.sql())).as("seed " + seed).isEmpty());
        await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(sandbox.stampli().path("there")).isEmpty());
        BillAudit audit = BillAudit.of(sandbox, runtime.sql());
        LOG.log(System.Logger.Level.INFO, "bills and credits: " + audit.states());
        assertThat(audit.faults()).as("seed " + seed).isEmpty();
        assertThat(audit.states().getOrDefault("DONE", 0L)).as("delivered").isGreaterThan(bills / 3);
        fewCalls(sandbox, audit.ledger());
      }
    }
  }

  private void raise(SandboxProcess sandbox, int bills, int orders) {
    sandbox.post(
      "/sandbox/ledger/bills",
      "{\"tenant\":\"%s\",\"count\":%d,\"seed\":%d,\"orders\":%d}".formatted(
        BillLedger.TENANT,
        bills,
        seed,
        orders
      )
    );
  }

  /** At most twice the pages, and the reference data; the mirror's own schedule may read that beside the poll. */
  private static void fewCalls(SandboxProcess sandbox, BillLedger ledger) {
    int pages = ledger.pages();
    JsonNode calls = sandbox.ledger().path("tenants").path(BillLedger.TENANT).path("calls").path("byPath");
    Map<String, Integer> lists = new TreeMap<>();
    Map<String, Integer> reference = new TreeMap<>();
    calls
      .properties()
      .forEach(call -> {
        String path = call.getKey();
        boolean list = path.matches("GET /(Invoices|CreditNotes|PurchaseOrders)");
        (list ? lists : reference).put(path, call.getValue().asInt());
      });
    LOG.log(
      System.Logger.Level.INFO,
      "calls: lists " + lists + " for " + pages + " pages, reference data " + reference
    );
    assertThat(sum(lists)).as("calls of lists " + lists).isLessThanOrEqualTo(2 * pages);
    int contacts = ledger.contactPages() + 1;
    assertThat(reference.getOrDefault("GET /Contacts", 0)).as("contacts").isLessThanOrEqualTo(contacts + 1);
    reference.remove("GET /Contacts");
    assertThat(reference.values())
      .as("reference data " + reference)
      .allMatch(count -> count <= 2);
  }

  private static int sum(Map<String, Integer> calls) {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }
}
