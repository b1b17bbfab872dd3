package io.ledgerroutes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five seconds of the benchmark, for what must be true at any speed. */
class IngressSmokeTest {

  @TempDir
  private Path directory;

  @Test
  void every_2xx_is_on_disk_after_kill_9() throws Exception {
    BenchHouse house = BenchHouse.furnish(directory, Store.h2(directory));
    Answers answers;
    try (ServerProcess runtime = house.start()) {
      runtime.awaitOk(BenchHouse.READY);
      answers = new Senders(runtime.port(), 16, house.orders(BenchHouse.SHOPS.getFirst(), 0)).send(
        Duration.ofSeconds(5)
      );
    }

    assertThat(answers.byStatus()).containsOnlyKeys(200);
    assertThat(house.rows()).isGreaterThanOrEqualTo(answers.accepted());
  }

  @Test
  void no_2xx_comes_before_readiness() throws Exception {
    BenchHouse house = BenchHouse.furnish(directory, Store.h2(directory));
    WebhookSource orders = house.orders(BenchHouse.SHOPS.getFirst(), 0);
    try (ServerProcess runtime = house.start()) {
      int status;
      boolean ready;
      do {
        status = runtime.status(orders.next());
        ready = runtime.ok(BenchHouse.READY);
        assertThat(status).as("a shop is never told that its address is wrong").isIn(0, 200, 503);
      } while (status != 200);

      assertThat(ready).isTrue();
    }
  }
}
