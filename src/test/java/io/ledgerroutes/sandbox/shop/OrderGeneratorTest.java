package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    return read(shop);
  }

  private List<JsonNode> read(String shop) {
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

  @Test
  void lines_and_total_agree_but_for_cents_and_sometimes_by_cents_only() {
    List<JsonNode> orders = place("shop", "\"count\":600,\"seed\":7");
    boolean off = false;
    for (JsonNode order : orders) {
      BigDecimal total = new BigDecimal(order.path("total").asText());
      assertThat(total).isNotNegative();
      BigDecimal difference = sum(order, "line_items", "shipping_lines", "fee_lines").subtract(total);
      if (difference.compareTo(new BigDecimal("50.00")) != 0) {
        assertThat(difference.abs()).isLessThanOrEqualTo(new BigDecimal("0.02"));
        off |= difference.signum() != 0;
      }
    }
    assertThat(off).isTrue();
  }

  @Test
  void a_deck_of_varied_orders_holds_every_shape_and_every_status() {
    List<String> shapes = new ArrayList<>();
    int deck = Arrays.stream(Shape.values()).mapToInt(Shape::weight).sum();
    shapes("\"count\":" + deck + ",\"seed\":7").forEach(shapes::add);
    assertThat(shapes).contains(Arrays.stream(Shape.values()).map(Shape::text).toArray(String[]::new));
    List<JsonNode> orders = read("shop");
    orders.addAll(trash());
    assertThat(values(orders, "status")).containsExactlyInAnyOrder(
      "processing",
      "completed",
      "on-hold",
      "pending",
      "checkout-draft",
      "failed",
      "cancelled",
      "refunded",
      "trash",
      "partially-paid"
    );
    assertThat(values(orders, "currency")).containsExactlyInAnyOrder("AUD", "JPY", "USD", "EUR", "KWD");
    assertThat(values(orders, "payment_method")).contains(
      "stripe",
      "ppcp-gateway",
      "cod",
      "bacs",
      "cheque",
      "klarna_payments"
    );
  }

  @ParameterizedTest
  @CsvSource(
    {
      "inclusive, /prices_include_tax, true",
      "two-shippings, /shipping_lines/1/method_id, insurance",
      "rebate, /fee_lines/0/total, -5.00",
      "tip, /fee_lines/0/tax_status, none",
      "coupon, /coupon_lines/0/discount_type, percent",
      "fixed-coupon, /discount_total, 5.00",
      "free, /total, 0.00",
      "gift-card-as-fee, /fee_lines/0/total, -50.00",
      "gift-card-as-part, /gift_card_lines/0/amount, 50.00",
      "gift-card-as-meta, /total, 82.00",
      "store-credit, /coupon_lines/0/discount_type, smart_coupon",
      "deposit, /parent_id, 1",
      "us-taxes, /tax_lines/1/rate_code, US-CA-CA COUNTY-2",
      "us-taxes, /line_items/0/taxes/1/id, 4",
      "canadian-compound, /tax_lines/1/compound, true",
      "british, /tax_lines/1/label, VAT reduced",
      "export, /tax_lines, ''",
      "yen, /currency, JPY",
      "company-only, /billing/last_name, ''",
      "no-address, /billing/country, ''",
      "no-email, /billing/email, ''",
      "empty-name, /line_items/0/name, ''",
      "deleted-product, /line_items/0/product_id, 0",
      "deleted-product, /line_items/0/sku, null",
      "cash-on-delivery, /date_paid, null",
      "refunded-by-status, /refunds/0/reason, Order fully refunded.",
      "refunded-twice, /refunds/0/total, -3.33",
    }
  )
  void a_shape_can_be_had_by_name(String shape, String field, String value) {
    List<JsonNode> orders = place("shop", "\"shapes\":[\"" + shape + "\"]");
    assertThat(orders.getFirst().at(field).asText()).isEqualTo(value);
  }

  @Test
  void decimals_are_the_shops_and_not_the_currencys() {
    List<JsonNode> orders = place("shop", "\"shapes\":[\"yen\",\"dinars\"]");
    assertThat(orders.getFirst().path("total").asText()).endsWith(".00");
    assertThat(orders.getLast().path("line_items").get(0).path("total").asText()).isIn("1.23", "2.47");
  }

  @Test
  void names_are_of_every_length_and_kind_and_lines_go_up_to_a_hundred() {
    List<JsonNode> orders = place("shop", "\"shapes\":[\"long-name\",\"html-name\",\"hundred-lines\"]");
    assertThat(orders.get(0).at("/line_items/0/name").asText()).hasSizeGreaterThan(5_000);
    assertThat(orders.get(1).at("/line_items/0/name").asText()).contains("<b>", "<script>");
    assertThat(orders.get(2).path("line_items")).hasSize(100);
  }

  @Test
  void prices_with_tax_make_lines_that_differ_from_the_total_by_a_cent() {
    JsonNode order = place("shop", "\"count\":30,\"shapes\":[\"inclusive\"]")
      .stream()
      .filter(each -> each.path("shipping_lines").size() == 1)
      .findFirst()
      .orElseThrow();
    assertThat(order.at("/shipping_lines/0/total_tax").asText()).isEqualTo("1.00");
    assertThat(order.path("shipping_tax").asText()).isEqualTo("0.99");
    BigDecimal lines = sum(order, "line_items", "shipping_lines");
    assertThat(lines.subtract(new BigDecimal(order.path("total").asText()))).isEqualByComparingTo("0.01");
  }

  @Test
  void a_compound_rate_is_charged_on_the_tax_before_it() {
    JsonNode line = place("shop", "\"shapes\":[\"canadian-compound\"]").getFirst().at("/line_items/0");
    BigDecimal net = new BigDecimal(line.path("total").asText());
    assertThat(new BigDecimal(line.at("/taxes/1/total").asText())).isCloseTo(
      net.multiply(new BigDecimal("1.05")).multiply(new BigDecimal("0.09975")),
      within(new BigDecimal("0.005"))
    );
  }

  @Test
  void an_unknown_shape_is_refused_with_those_there_are() {
    Caller.Reply reply = new Caller(sandbox.url()).post("/sandbox/shop/orders", "{\"shapes\":[\"odd\"]}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).contains("no shape odd", "gift-card-sold");
  }

  private List<String> shapes(String wish) {
    List<String> shapes = new ArrayList<>();
    new Caller(sandbox.url())
      .post("/sandbox/shop/orders", "{" + wish + "}")
      .json()
      .path("orders")
      .forEach(order -> shapes.add(order.path("shape").asText()));
    return shapes;
  }

  private List<JsonNode> trash() {
    List<JsonNode> trashed = new ArrayList<>();
    Caller.shop(sandbox.url()).get("/shop/wp-json/wc/v3/orders?status=trash").json().forEach(trashed::add);
    return trashed;
  }

  private static Set<String> values(List<JsonNode> orders, String field) {
    return orders
      .stream()
      .map(order -> order.path(field).asText())
      .collect(Collectors.toSet());
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
      assertThat(order.path("shipping_lines")).isEmpty();
      assertThat(order.path("line_items").get(0).path("taxes")).hasSize(1);
      assertThat(sum(order, "line_items")).isEqualByComparingTo(order.path("total").asText());
    }
  }
}
