package io.ledgerroutes.console.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.ingress.WireClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookGateTest {

  private static final String SHOP = "/webhooks/woocommerce/craft-shop";
  private static final byte[] BODY = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

  @Test
  void a_webhook_hears_503_and_nothing_else_before_its_route_runs(@TempDir Path data) throws Exception {
    int port = ConsoleHouse.freePort();
    Set<Integer> heard = new ConcurrentSkipListSet<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread sender = Thread.ofPlatform().start(() -> sendUntil(over, port, heard));

    try (ConsoleHouse house = ConsoleHouse.open(data, port)) {
      await().until(() -> heard.contains(401));
      assertThat(heard).isSubsetOf(503, 401);

      RouteController routes = house.bean(CamelContext.class).getRouteController();
      routes.stopRoute("woocommerce-xero-orders-work");
      assertThat(send(port).status()).isEqualTo(401);
      assertThat(house.get(null, "/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(house.get("eve", "/actuator/health/readiness").response().body()).contains(
        "\"notRunning\":[\"woocommerce-xero-orders-work\"]"
      );
      routes.startRoute("woocommerce-xero-orders-work");
      assertThat(house.get(null, "/actuator/health/readiness").status()).isEqualTo(200);

      over.set(true);
      sender.join();
      routes.stopRoute("woocommerce-xero-orders-receive");
      house.bean(CamelContext.class).removeRoute("woocommerce-xero-orders-receive");
      WireClient.Answer removed = send(port);
      assertThat(removed.status()).as(removed.toString()).isEqualTo(503);
      assertThat(removed.header("Retry-After")).isEqualTo("5");
    } finally {
      over.set(true);
      sender.join();
    }
  }

  @Test
  void a_webhook_hears_503_while_camel_stops(@TempDir Path data) throws Exception {
    try (ConsoleHouse house = ConsoleHouse.open(data)) {
      house.bean(CamelContext.class).stop();

      WireClient.Answer stopped = send(house.port());

      assertThat(stopped.status()).isEqualTo(503);
      assertThat(stopped.header("Retry-After")).isEqualTo("5");
      assertThat(house.get(null, "/actuator/health/liveness").status()).isEqualTo(200);
    }
  }

  private static void sendUntil(AtomicBoolean over, int port, Set<Integer> heard) {
    while (!over.get()) {
      try {
        heard.add(send(port).status());
      } catch (IOException nobodyListensYet) {
        Thread.onSpinWait();
      }
    }
  }

  private static WireClient.Answer send(int port) throws IOException {
    return new WireClient(port).post(
      SHOP,
      BODY,
      List.of(
        "Content-Type: application/json",
        "X-WC-Webhook-Topic: order.created",
        "X-WC-Webhook-Signature: bm9wZQ=="
      ).toArray(String[]::new)
    );
  }
}
