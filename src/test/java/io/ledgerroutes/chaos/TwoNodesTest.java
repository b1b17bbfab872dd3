package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes share one PostgreSQL and six tenants; one dies, one is frozen past its lease in the middle of a
 * call and goes on (issue proof 3). Xero's limits are on.
 */
class TwoNodesTest {

  private static final System.Logger LOG = System.getLogger("seed");
  private static final int TENANTS = 6;
  private static final int ORDERS = 12;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @TempDir
  Path directory;

  @Test
  void a_killed_and_a_frozen_node_lose_nothing_and_write_nothing_twice() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onPostgres(directory, sandbox.port(), TENANTS);
      List<String> faults = run(sandbox, house, Set.of(), 120);
      assertThat(faults).as("seed " + seed).isEmpty();
    }
  }

  /** The proof bites: nodes that both believe they hold every tenant work the same records. */
  @Test
  void without_the_lease_two_nodes_work_one_tenant() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onPostgres(directory, sandbox.port(), TENANTS);
      List<String> faults = run(sandbox, house, Set.of(Guard.LEASE), 12);
      assertThat(faults).as("seed " + seed).isNotEmpty();
      LOG.log(System.Logger.Level.INFO, "without the lease: " + faults);
    }
  }

  private List<String> run(SandboxProcess sandbox, House house, Set<Guard> without, int patience) {
    LOG.log(System.Logger.Level.INFO, "seed of the nodes: " + seed);
    List<String> faults = new ArrayList<>();
    int expected = 0;
    try (
      JavaProcess first = house.node("first", JavaProcess.freePort(), "", without);
      JavaProcess second = house.node("second", JavaProcess.freePort(), "", without)
    ) {
      expected += place(sandbox);
      awaitInvoices(sandbox, expected, patience, faults);
      if (without.isEmpty()) {
        await(patience, () -> leaseHolders(house) == 2, "one node holds all leases", faults);
      }

      slowInvoices(sandbox);
      expected += place(sandbox);
      awaitInFlight(house, 1);
      first.signal("STOP");
      awaitInvoices(sandbox, expected, patience, faults);
      first.signal("CONT");
      if (without.isEmpty()) {
        await(patience, () -> leaseHolders(house) == 2, "one node holds all leases", faults);
      }
      slowInvoices(sandbox);

      expected += place(sandbox);
      awaitInFlight(house, 2);
      second.kill();
      awaitInvoices(sandbox, expected, patience, faults);
      awaitSettled(house, patience, faults);
      first.stop();
    }
    count(sandbox, expected, faults);
    return faults;
  }

  private int place(SandboxProcess sandbox) {
    for (int number = 0; number < TENANTS; number++) {
      sandbox.placeOrders(House.shop(number), ORDERS, random.nextInt(1_000_000));
    }
    return TENANTS * ORDERS;
  }

  private static void slowInvoices(SandboxProcess sandbox) {
    sandbox.arm(
      "{\"system\":\"xero\",\"kind\":\"slow\",\"method\":\"PUT\",\"path\":\"/Invoices\",\"times\":12,\"millis\":2500}"
    );
  }

  private static void awaitInvoices(SandboxProcess sandbox, int expected, int patience, List<String> faults) {
    await(
      patience,
      () -> sandbox.ledger().get("invoices").asInt() >= expected,
      "invoices are missing",
      faults
    );
  }

  /** Until so many nodes have rows in flight at one moment: what the killed one had is to be given back. */
  private static void awaitInFlight(House house, int nodes) {
    Awaitility.await()
      .atMost(Duration.ofSeconds(40))
      .pollInterval(Duration.ofMillis(20))
      .until(() -> nodesInFlight(house) >= nodes);
  }

  private static int nodesInFlight(House house) {
    return house
      .sql()
      .sql(
        "SELECT COUNT(DISTINCT claimed_by) FROM inbox WHERE flow = 'woocommerce-order' AND state = 'IN_FLIGHT'"
      )
      .query(Integer.class)
      .single();
  }

  private static void awaitSettled(House house, int patience, List<String> faults) {
    await(
      patience,
      () -> open(house, "IN ('RECEIVED', 'RETRY', 'IN_FLIGHT')") == 0,
      "rows are not settled",
      faults
    );
  }

  private static void await(
    int seconds,
    java.util.concurrent.Callable<Boolean> done,
    String otherwise,
    List<String> faults
  ) {
    try {
      Awaitility.await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(300)).until(done);
    } catch (org.awaitility.core.ConditionTimeoutException late) {
      faults.add(otherwise);
    }
  }

  private static long open(House house, String states) {
    return house
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'woocommerce-order' AND state " + states)
      .query(Long.class)
      .single();
  }

  private static int leaseHolders(House house) {
    return house
      .sql()
      .sql("SELECT COUNT(DISTINCT owner) FROM tenant_lease WHERE owner IS NOT NULL")
      .query(Integer.class)
      .single();
  }

  private static void count(SandboxProcess sandbox, int expected, List<String> faults) {
    JsonNode ledger = sandbox.ledger();
    if (ledger.get("invoices").asInt() != expected) {
      faults.add(ledger.get("invoices").asInt() + " invoices for " + expected + " orders");
    }
    if (ledger.get("overLimit").asInt() > 0) {
      faults.add(ledger.get("overLimit").asInt() + " calls over the limit");
    }
    ledger
      .get("tenants")
      .forEach(tenant -> {
        if (!tenant.get("duplicateContactEmails").isEmpty()) {
          faults.add("a contact is twice at " + tenant.get("name").asText());
        }
        if (!tenant.get("duplicateReferences").isEmpty()) {
          faults.add("an order is invoiced twice at " + tenant.get("name").asText());
        }
      });
  }
}
