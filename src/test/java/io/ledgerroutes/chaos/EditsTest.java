package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.routing.RouteReloader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The work route is edited again and again while orders flow through it (issue proof 7). */
class EditsTest {

  private static final System.Logger LOG = System.getLogger("seed");
  private static final int ORDERS_AN_EDIT = 2;
  private static final String ORDERS = "woocommerce-xero/orders.camel.yaml";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @TempDir
  Path directory;

  @Test
  void edits_under_load_lose_nothing_and_the_next_poll_still_happens() throws IOException {
    editUnderLoad(20);
  }

  @Test
  @Tag("long")
  void a_hundred_edits_under_load_lose_nothing_and_the_next_poll_still_happens() throws IOException {
    editUnderLoad(100);
  }

  private void editUnderLoad(int edits) throws IOException {
    LOG.log(System.Logger.Level.INFO, "seed of the edits: " + seed);
    copyRoutes();
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.withoutLimits();
      House house = House.onH2(directory, sandbox.port(), 1);
      try (
        RuntimeHere runtime = RuntimeHere.in(house, "--ledger.routes-dir=" + directory.resolve("routes"))
      ) {
        for (int edit = 0; edit < edits; edit++) {
          sandbox.placeOrders("shop", ORDERS_AN_EDIT, random.nextInt(1_000_000));
          edit(runtime, edit);
        }

        everyOrderIsDone(runtime, edits * ORDERS_AN_EDIT);
        assertThat(taken(runtime)).isEqualTo(edits);
        theNextPollHappens(sandbox, runtime, edits * ORDERS_AN_EDIT);
      }
      JsonNode ledger = sandbox.ledger();
      assertThat(ledger.get("invoices").asInt()).isEqualTo(edits * ORDERS_AN_EDIT + 1);
      assertThat(ledger.get("duplicates").asInt()).isZero();
    }
  }

  private void copyRoutes() throws IOException {
    Path shipped = Path.of("routes");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml")).toList()) {
        Path copy = directory.resolve("routes").resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  // An edit is taken when two looks saw it; the runtime's own watch looks as well.
  private void edit(RuntimeHere runtime, int number) throws IOException {
    Path file = directory.resolve("routes").resolve(ORDERS);
    String shipped = Files.readString(Path.of("routes").resolve(ORDERS));
    Files.writeString(file, edited(shipped, number));
    RouteReloader reloader = runtime.bean(RouteReloader.class);
    await()
      .atMost(Duration.ofSeconds(20))
      .pollInterval(Duration.ofMillis(10))
      .until(() -> {
        reloader.look();
        return taken(runtime) == number + 1;
      });
  }

  private String edited(String shipped, int number) {
    String batch = "batchSize: " + (1 + random.nextInt(50));
    String work = shipped.replace("batchSize: 50", batch);
    return switch (number % 3) {
      case 0 -> "# edit " + number + "\n" + work;
      case 1 -> work.replace(batch, batch + ", pollInterval: " + (200 + number));
      default -> work.replace(
        "id: woocommerce-xero-orders-work",
        "id: woocommerce-xero-orders-work\n    description: edit " + number
      );
    };
  }

  private static long taken(RuntimeHere runtime) {
    return runtime
      .bean(AuditTrail.class)
      .find(AuditQuery.newest(1_000).ofAction("route-swap"))
      .stream()
      .filter(row -> row.entry().outcome().equals("taken"))
      .count();
  }

  private static void everyOrderIsDone(RuntimeHere runtime, int orders) {
    await()
      .atMost(Duration.ofSeconds(60))
      .untilAsserted(() -> assertThat(runtime.orders()).isEqualTo(Map.of("DONE", (long) orders)));
  }

  private static void theNextPollHappens(SandboxProcess sandbox, RuntimeHere runtime, int orders) {
    sandbox.arm("{\"system\":\"webhooks\",\"kind\":\"lost\",\"times\":-1}");
    sandbox.placeOrders("shop", 1, 99);
    await()
      .atMost(Duration.ofSeconds(60))
      .untilAsserted(() -> assertThat(runtime.linkedInvoices()).isEqualTo(orders + 1));
  }
}
