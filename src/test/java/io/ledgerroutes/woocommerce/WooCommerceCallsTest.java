package io.ledgerroutes.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteCaller;
import io.ledgerroutes.remote.TestBreakers;
import io.ledgerroutes.vault.Vault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WooCommerceCallsTest {

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final CountDownLatch shopIsSlow = new CountDownLatch(1);
  private final WooCommerceCalls calls = new WooCommerceCalls(slowShop(), TestBreakers.fresh(), keys());

  @Test
  void a_shop_has_two_calls_in_flight_however_many_connections_write_its_address_in_their_own_way() {
    List<Shop> connections = List.of(
      new Shop("one", URI.create("https://shop.example")),
      new Shop("two", URI.create("https://Shop.Example:443")),
      new Shop("one", URI.create("https://shop.example")),
      new Shop("two", URI.create("https://Shop.Example:443"))
    );
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      connections.forEach(shop -> threads.submit(() -> calls.get(shop, "orders", Map.of())));
      await().until(() -> inFlight.get() == 2);
      shopIsSlow.countDown();
    }

    assertThat(answered.get()).isEqualTo(4);
    assertThat(most.get()).isEqualTo(2);
  }

  @Test
  void two_shops_on_one_host_do_not_wait_for_each_other() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String path : List.of("a", "a", "b", "b")) {
        Shop shop = new Shop(path, URI.create("https://shops.example/" + path));
        threads.submit(() -> calls.get(shop, "orders", Map.of()));
      }
      await().until(() -> inFlight.get() == 4);
      shopIsSlow.countDown();
    }

    assertThat(answered.get()).isEqualTo(4);
  }

  private RemoteCaller slowShop() {
    RemoteCaller caller = mock(RemoteCaller.class);
    when(caller.call(any(), any())).thenAnswer(asked -> {
      most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
      shopIsSlow.await();
      inFlight.decrementAndGet();
      answered.incrementAndGet();
      return new RemoteAnswer(
        200,
        Map.of("content-type", "application/json"),
        "[]".getBytes(StandardCharsets.UTF_8)
      );
    });
    return caller;
  }

  private static Vault keys() {
    Vault vault = mock(Vault.class);
    when(vault.get(anyString(), anyString())).thenReturn(Optional.of("key"));
    return vault;
  }
}
