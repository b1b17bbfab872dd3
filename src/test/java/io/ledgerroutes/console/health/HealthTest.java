package io.ledgerroutes.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationEventMulticaster;

class HealthTest {

  private static final String READINESS = "/actuator/health/readiness";
  private static final String REMOTES = "/actuator/health/remotes";

  @Test
  void a_remote_that_is_down_degrades_the_remotes_and_nothing_else(@TempDir Path data) throws Exception {
    try (ConsoleHouse house = ConsoleHouse.open(data)) {
      assertThat(house.get("eve", REMOTES).response().body()).doesNotContain("\"breaker\":\"open\"");
      shopFails(house);

      ConsoleHouse.Answer known = house.get("eve", REMOTES);
      assertThat(known.status()).isEqualTo(200);
      assertThat(known.json().path("status").asText()).isEqualTo("DEGRADED");
      assertThat(known.response().body()).contains("\"remote\":\"woocommerce\"", "\"breaker\":\"open\"");
      assertThat(house.get(null, REMOTES).response().body()).isEqualTo("{\"status\":\"DEGRADED\"}");

      assertThat(house.get(null, READINESS).status()).isEqualTo(200);
      assertThat(house.get(null, "/actuator/health/liveness").status()).isEqualTo(200);
      assertThat(house.get(null, "/actuator/health").status()).isEqualTo(200);
    }
  }

  private static void shopFails(ConsoleHouse house) {
    for (int request = 0; request < 5; request++) {
      RemoteRequest asked = new RemoteRequest(
        "woocommerce",
        "GET",
        URI.create("https://shop.example/" + request),
        Map.of(),
        null,
        Duration.ofSeconds(1)
      );
      house
        .bean(Breakers.class)
        .of("woocommerce", ConsoleHouse.CONNECTION, () -> {})
        .call(asked, () -> new RemoteAnswer(503, Map.of(), new byte[0]));
    }
  }

  @Test
  void a_node_whose_store_is_gone_is_not_ready_and_lives(@TempDir Path data) {
    try (ConsoleHouse house = ConsoleHouse.open(data)) {
      assertThat(house.get(null, READINESS).status()).isEqualTo(200);

      house.bean(HikariDataSource.class).close();

      assertThat(house.get(null, READINESS).status()).isEqualTo(503);
      assertThat(house.get(null, "/actuator/health/liveness").status()).isEqualTo(200);
    }
  }

  @Test
  void at_a_stop_it_says_that_it_is_not_ready_while_it_still_answers(@TempDir Path data) {
    List<String> said = new CopyOnWriteArrayList<>();
    try (ConsoleHouse house = ConsoleHouse.open(data)) {
      house
        .bean(ApplicationEventMulticaster.class)
        .addApplicationListener(
          (ApplicationListener<AvailabilityChangeEvent<?>>) event -> {
            if (event.getState() == ReadinessState.REFUSING_TRAFFIC) {
              ConsoleHouse.Answer answer = house.get(null, READINESS);
              said.add(answer.status() + " " + answer.response().body());
            }
          }
        );
    }
    assertThat(said).containsExactly("503 {\"status\":\"OUT_OF_SERVICE\"}");
  }
}
