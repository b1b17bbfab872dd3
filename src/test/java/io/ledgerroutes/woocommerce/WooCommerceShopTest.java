package io.ledgerroutes.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WooCommerceShopTest {

  private SandboxShop shop;

  @BeforeEach
  void open() {
    shop = new SandboxShop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void trashed_orders_are_found_and_deleted_ones_are_absent() {
    List<Long> ids = place(3);
    shop.staff("DELETE", "/orders/" + ids.get(0), "");
    shop.staff("DELETE", "/orders/" + ids.get(1) + "?force=true", "");

    Map<Long, JsonNode> found = shop.client().orders(shop.address(), ids);

    assertThat(found).containsOnlyKeys(ids.get(0), ids.get(2));
    assertThat(Order.of(found.get(ids.get(0))).status()).isEqualTo("trash");
  }

  @Test
  void every_order_the_sandbox_places_can_be_read() {
    List<Long> ids = place(200);

    Map<Long, JsonNode> found = shop.client().orders(shop.address(), ids);

    assertThat(found.values())
      .hasSize(200)
      .allSatisfy(json -> assertThat(Order.of(json).id()).isPositive());
  }

  @Test
  void thousands_of_orders_of_one_second_are_all_read() {
    Set<Long> placed = new HashSet<>(place(2500));

    Set<Long> read = modified(Instant.now().minusSeconds(600), Duration.ZERO);

    assertThat(read).containsAll(placed);
  }

  @Test
  void an_order_of_the_last_minutes_is_read_although_the_shop_s_clock_is_hours_ahead_of_utc() {
    List<Long> placed = place(1);

    assertThat(modified(Instant.now().minusSeconds(60), Duration.ZERO)).containsAll(placed);
    assertThat(modified(Instant.now().plusSeconds(3600), Duration.ZERO)).isEmpty();
  }

  @Test
  void orders_that_leave_the_window_while_it_is_read_take_no_other_with_them() {
    List<Long> placed = place(450);
    List<Long> leaving = placed.subList(0, 120);
    Set<Long> read = new HashSet<>();
    Consumer<List<OrderHint>> sink = page -> {
      page.forEach(hint -> read.add(hint.id()));
      if (read.size() <= 100) {
        leaving.forEach(id -> shop.staff("DELETE", "/orders/" + id, ""));
      }
    };

    shop.client().ordersModified(shop.address(), Instant.now().minusSeconds(600), Duration.ZERO, sink);

    assertThat(read).containsAll(placed.subList(120, 450));
  }

  @Test
  void reading_ends_the_settling_time_before_the_shop_s_clock() {
    Instant until = shop
      .client()
      .ordersModified(shop.address(), Instant.now().minusSeconds(60), Duration.ofMinutes(2), page -> {});

    assertThat(until).isBetween(Instant.now().minusSeconds(125), Instant.now().minusSeconds(118));
  }

  @Test
  void a_maintenance_page_a_refused_key_and_an_unreachable_shop_are_told_apart() {
    io.ledgerroutes.remote.Failure maintenance = failureOf("html");
    assertThat(maintenance.kind()).isEqualTo(FailureKind.TRANSIENT);
    assertThat(maintenance.retryAfter()).contains(Duration.ofMinutes(10));
    assertThat(failureOf("token-revoked").kind()).isEqualTo(FailureKind.CREDENTIALS);
    io.ledgerroutes.remote.Failure fatal = failureOf("page");
    assertThat(fatal.kind()).isEqualTo(FailureKind.TRANSIENT);
    assertThat(fatal.status()).isEqualTo(200);
    assertThat(failureOf("error-before").kind()).isEqualTo(FailureKind.TRANSIENT);
    Shop nowhere = new Shop("craft-shop", URI.create("http://localhost:1"));
    assertThatThrownBy(() -> shop.client().orders(nowhere, List.of(1L)))
      .isInstanceOf(RemoteFailure.class)
      .hasMessageContaining("cannot be reached");
  }

  @Test
  void plain_http_is_answered_as_a_wrong_key_and_said_so() {
    shop.control("POST", "/shop/habits", "{\"ignoresPlainHttp\":true}");

    assertThatThrownBy(() -> shop.client().orders(shop.address(), List.of(1L)))
      .isInstanceOfSatisfying(RemoteFailure.class, failed ->
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.CREDENTIALS)
      )
      .hasMessageContaining("check key, secret and that its address is https");
  }

  @Test
  void an_address_that_is_no_shop_is_nobody_s_dead_order() {
    Shop elsewhere = new Shop("craft-shop", URI.create(shop.address().address() + "/blog"));

    assertThatThrownBy(() -> shop.client().orders(elsewhere, List.of(1L))).isInstanceOfSatisfying(
      RemoteFailure.class,
      failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.TRANSIENT)
    );
  }

  private io.ledgerroutes.remote.Failure failureOf(String fault) {
    shop.control(
      "POST",
      "/faults",
      "{\"system\":\"shop\",\"kind\":\"" + fault + "\",\"path\":\"/orders\",\"times\":1}"
    );
    try {
      shop.client().orders(shop.address(), List.of(1L));
    } catch (RemoteFailure failed) {
      return failed.failure();
    }
    throw new AssertionError("the fault " + fault + " did not strike");
  }

  private Set<Long> modified(Instant after, Duration settling) {
    Set<Long> read = new HashSet<>();
    shop
      .client()
      .ordersModified(shop.address(), after, settling, page -> page.forEach(hint -> read.add(hint.id())));
    return read;
  }

  private List<Long> place(int count) {
    JsonNode report = shop.control(
      "POST",
      "/shop/orders",
      "{\"count\":" + count + ",\"kind\":\"plain\",\"seed\":7,\"webhooks\":false}"
    );
    List<Long> ids = new ArrayList<>();
    report.path("orders").forEach(order -> ids.add(order.path("id").asLong()));
    return ids;
  }
}
