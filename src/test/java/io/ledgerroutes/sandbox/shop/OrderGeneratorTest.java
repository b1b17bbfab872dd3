package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderGeneratorTest {

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults().withClock(new TestClock())).start();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private List<JsonNode> place(String shop, String wish) {
    new Caller(sandbox.url()).post("/sandbox/shop/orders", "{\"shop\":\"" + shop + "\"," + wish + "}");
    List<JsonNode> orders = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonNode some = Caller.shop(sandbox.url())
        .get("/shops/" + shop + "/wp-json/wc/v3/orders?orderby=id&order=asc&per_page=100&page=" + page)
        .json();
      if (some.isEmpty()) {
        return orders;
      }
      some.forEach(orders::add);
    }
  }

  private static BigDecimal sum(JsonNode order, String... lists) {
    BigDecimal sum = BigDecimal.ZERO;
    for (String list : lists) {
      for (JsonNode line : order.path(list)) {
        sum = sum
          .add(new BigDecimal(line.path("total").asText()))
          .add(new BigDecimal(line.path("total_tax").asText()));
      }
    }
    return sum;
  }

  private static int lines(JsonNode order) {
    return (
      order.path("line_items").size() + order.path("shipping_lines").size() + order.path("fee_lines").size()
    );
  }

  @Test
  void lines_and_total_agree_but_for_cents_and_sometimes_by_cents_only() {
    List<JsonNode> orders = place("shop", "\"count\":600,\"seed\":7");
    boolean off = false;
    for (JsonNode order : orders) {
      BigDecimal difference = sum(order, "line_items", "shipping_lines", "fee_lines").subtract(
        new BigDecimal(order.path("total").asText())
      );
      assertThat(difference.abs()).isLessThanOrEqualTo(new BigDecimal("0.05"));
      assertThat(difference.abs()).isLessThanOrEqualTo(
        new BigDecimal("0.01").multiply(BigDecimal.valueOf(lines(order) + 1L))
      );
      assertThat(new BigDecimal(order.path("total").asText())).isNotNegative();
      off |= difference.signum() != 0;
    }
    assertThat(off).isTrue();
  }

  @Test
  void six_hundred_orders_hold_everything_that_an_integration_must_stand() {
    List<JsonNode> orders = place("shop", "\"count\":600,\"seed\":7");
    Set<String> statuses = orders
      .stream()
      .map(order -> order.path("status").asText())
      .collect(Collectors.toSet());
    assertThat(statuses).contains(
      "processing",
      "completed",
      "on-hold",
      "pending",
      "checkout-draft",
      "failed"
    );
    Set<String> currencies = orders
      .stream()
      .map(order -> order.path("currency").asText())
      .collect(Collectors.toSet());
    assertThat(currencies).containsExactlyInAnyOrder("AUD", "JPY", "USD");
    assertThat(orders).anyMatch(order -> order.path("prices_include_tax").asBoolean());
    assertThat(orders).anyMatch(order -> order.path("shipping_lines").size() > 1);
    assertThat(orders).anyMatch(order -> order.path("fee_lines").findValuesAsText("total").contains("-5.00"));
    assertThat(orders).anyMatch(order -> order.path("coupon_lines").size() > 0);
    assertThat(orders).anyMatch(order -> order.path("billing").path("email").asText().isEmpty());
    assertThat(orders).anyMatch(order -> order.path("billing").path("first_name").asText().length() > 300);
    assertThat(orders).anyMatch(
      order -> order.path("status").asText().equals("processing") && order.path("date_paid").isNull()
    );
    assertThat(
      orders
        .stream()
        .filter(order -> order.path("status").asText().equals("processing"))
        .count()
    ).isGreaterThan(360);
  }

  @Test
  void the_same_seed_gives_the_same_orders() {
    List<JsonNode> here = place("shop-2", "\"count\":40,\"seed\":3");
    List<JsonNode> there = place("shop-3", "\"count\":40,\"seed\":3");
    List<JsonNode> other = place("shop-4", "\"count\":40,\"seed\":4");
    assertThat(content(here)).isEqualTo(content(there)).isNotEqualTo(content(other));
  }

  private static List<JsonNode> content(List<JsonNode> orders) {
    return orders
      .stream()
      .map(order -> (JsonNode) ((ObjectNode) order.deepCopy()).without(List.of("_links", "payment_url")))
      .toList();
  }

  @Test
  void a_plain_order_is_one_taxed_product_paid_by_a_customer() {
    for (JsonNode order : place("shop", "\"count\":100,\"seed\":5,\"kind\":\"plain\"")) {
      assertThat(order.path("status").asText()).isEqualTo("processing");
      assertThat(order.path("currency").asText()).isEqualTo("AUD");
      assertThat(order.path("date_paid").isNull()).isFalse();
      assertThat(order.path("customer_id").asInt()).isPositive();
      assertThat(order.path("line_items")).hasSize(1);
      assertThat(lines(order)).isEqualTo(1);
      assertThat(order.path("line_items").get(0).path("taxes")).hasSize(1);
      assertThat(sum(order, "line_items")).isEqualByComparingTo(order.path("total").asText());
    }
  }
}
