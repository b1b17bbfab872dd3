package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopOrdersTest {

  private static final String ORDERS = "/shop/wp-json/wc/v3/orders";

  private final TestClock clock = new TestClock();
  private Sandbox sandbox;
  private Caller shop;
  private Caller control;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults().withClock(clock)).start();
    shop = Caller.shop(sandbox.url());
    control = new Caller(sandbox.url());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private List<Integer> place(int count, String more) {
    JsonNode placed = control
      .post("/sandbox/shop/orders", "{\"count\":" + count + ",\"kind\":\"plain\"" + more + "}")
      .json();
    List<Integer> ids = new ArrayList<>();
    placed.path("orders").forEach(order -> ids.add(order.path("id").asInt()));
    return ids;
  }

  private List<Integer> ids(String query) {
    List<Integer> ids = new ArrayList<>();
    shop
      .get(ORDERS + "?" + query)
      .json()
      .forEach(order -> ids.add(order.path("id").asInt()));
    return ids;
  }

  @Test
  void dates_are_local_without_zone_and_gmt_beside_them() {
    int id = place(1, "").getFirst();
    JsonNode order = shop.get(ORDERS + "/" + id).json();
    assertThat(order.path("date_created").asText()).isEqualTo("2026-11-21T12:24:00");
    assertThat(order.path("date_created_gmt").asText()).isEqualTo("2026-11-21T01:24:00");
  }

  @Test
  void a_filter_in_gmt_finds_orders_when_it_carries_no_z_and_misses_them_when_it_does() {
    List<Integer> placed = place(1, "");
    assertThat(ids("modified_after=2026-11-21T01:23:59&dates_are_gmt=true")).isEqualTo(placed);
    assertThat(ids("modified_after=2026-11-21T01:23:59Z&dates_are_gmt=true")).isEmpty();
    assertThat(ids("modified_after=2026-11-21T01:23:59Z")).isEqualTo(placed);
    assertThat(ids("modified_after=2026-11-21T12:23:59")).isEqualTo(placed);
  }

  @Test
  void filters_are_exclusive_and_in_whole_seconds() {
    List<Integer> placed = place(1, "");
    assertThat(ids("modified_after=2026-11-21T01:24:00&dates_are_gmt=true")).isEmpty();
    assertThat(ids("modified_before=2026-11-21T01:24:00&dates_are_gmt=true")).isEmpty();
    assertThat(ids("modified_before=2026-11-21T01:24:01&dates_are_gmt=true")).isEqualTo(placed);
  }

  @Test
  void ordered_by_modified_pages_lose_orders_of_one_second_and_by_id_they_do_not() {
    place(63, "");
    assertThat(read("orderby=modified&order=asc")).hasSizeLessThan(63);
    assertThat(read("orderby=id&order=asc")).hasSize(63);
    assertThat(read("orderby=date&order=asc")).hasSize(63);
  }

  private HashSet<Integer> read(String query) {
    HashSet<Integer> seen = new HashSet<>(ids(query + "&per_page=50&page=1"));
    seen.addAll(ids(query + "&per_page=50&page=2"));
    return seen;
  }

  @Test
  void a_page_past_the_end_is_empty_and_says_the_total_is_zero() {
    place(3, "");
    Caller.Reply first = shop.get(ORDERS + "?per_page=2&orderby=id");
    assertThat(first.header("X-WP-Total")).isEqualTo("3");
    assertThat(first.header("X-WP-TotalPages")).isEqualTo("2");
    assertThat(first.header("Link")).contains("per_page=2&orderby=id&page=2>; rel=\"next\"");
    assertThat(shop.get(ORDERS + "?per_page=2&orderby=id&page=2").header("Link")).doesNotContain("next");
    Caller.Reply past = shop.get(ORDERS + "?per_page=2&page=3");
    assertThat(past.status()).isEqualTo(200);
    assertThat(past.body()).isEqualTo("[]");
    assertThat(past.header("X-WP-Total")).isEqualTo("0");
    assertThat(past.header("Date")).endsWith("GMT");
  }

  @Test
  void any_status_leaves_out_the_trash_and_shows_drafts() {
    List<Integer> placed = place(2, "");
    shop.delete(ORDERS + "/" + placed.getFirst());
    assertThat(ids("status=any")).containsExactly(placed.getLast());
    assertThat(ids("status=trash")).containsExactly(placed.getFirst());
    shop.put(ORDERS + "/" + placed.getLast(), "{\"status\":\"checkout-draft\"}");
    assertThat(ids("")).containsExactly(placed.getLast());
    assertThat(shop.get(ORDERS + "/" + placed.getFirst()).json().path("status").asText()).isEqualTo("trash");
  }

  @Test
  void a_list_can_be_had_by_ids() {
    List<Integer> placed = place(3, "");
    assertThat(ids("orderby=id&order=asc&include=" + placed.get(0) + "," + placed.get(2))).containsExactly(
      placed.get(0),
      placed.get(2)
    );
  }

  @Test
  void a_put_moves_the_date_modified() {
    int id = place(1, "").getFirst();
    clock.advance(Duration.ofSeconds(5));
    JsonNode changed = shop
      .put(ORDERS + "/" + id, "{\"meta_data\":[{\"key\":\"invoice\",\"value\":\"1\"}]}")
      .json();
    assertThat(changed.path("date_modified_gmt").asText()).isEqualTo("2026-11-21T01:24:05");
  }

  @ParameterizedTest
  @ValueSource(strings = { "per_page=101", "status=paid", "modified_after=soon", "orderby=total", "page=0" })
  void a_bad_parameter_is_named(String query) {
    Caller.Reply reply = shop.get(ORDERS + "?" + query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("code").asText()).isEqualTo("rest_invalid_param");
    assertThat(reply.json().path("data").path("params").has(query.split("=")[0])).isTrue();
  }

  @Test
  void unknown_ids_routes_and_bad_json_have_the_shapes_of_wordpress() {
    assertThat(shop.get(ORDERS + "/7").json().path("code").asText()).isEqualTo(
      "woocommerce_rest_shop_order_invalid_id"
    );
    assertThat(shop.get("/shop/wp-json/wc/v3/nothing").json().path("code").asText()).isEqualTo(
      "rest_no_route"
    );
    assertThat(shop.put(ORDERS + "/" + place(1, "").getFirst(), "{").json().path("code").asText()).isEqualTo(
      "rest_invalid_json"
    );
  }

  @Test
  void a_wrong_key_and_no_key_read_the_same() {
    Caller.Reply none = new Caller(sandbox.url()).get(ORDERS);
    Caller.Reply wrong = shop.with("Authorization", Caller.basic("ck_sandbox", "guess")).get(ORDERS);
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.json().path("code").asText()).isEqualTo("woocommerce_rest_cannot_view");
    assertThat(wrong.body()).isEqualTo(none.body());
  }

  @Test
  void customers_products_taxes_and_refunds_can_be_read() {
    assertThat(
      shop.get("/shop/wp-json/wc/v3/customers?per_page=100&modified_after=2030-01-01T00:00:00").json()
    ).hasSizeBetween(20, 50);
    assertThat(shop.get("/shop/wp-json/wc/v3/products?per_page=100").json()).hasSizeGreaterThan(5);
    assertThat(shop.get("/shop/wp-json/wc/v3/taxes").json().get(0).path("rate").asText()).isEqualTo(
      "10.0000"
    );
    assertThat(shop.get(ORDERS + "/" + place(1, "").getFirst() + "/refunds").body()).isEqualTo("[]");
  }

  @Test
  void every_shop_has_its_own_orders() {
    place(2, ",\"shop\":\"shop-6\"");
    assertThat(ids("")).isEmpty();
    assertThat(shop.get("/shops/shop-6/wp-json/wc/v3/orders").json()).hasSize(2);
    assertThat(shop.get("/shops/nowhere/wp-json/wc/v3/orders").status()).isEqualTo(404);
  }

  @Test
  void orders_can_be_placed_for_an_earlier_day() {
    int id = place(1, ",\"at\":\"2026-06-30T22:30:00Z\"").getFirst();
    JsonNode order = shop.get(ORDERS + "/" + id).json();
    assertThat(order.path("date_created").asText()).isEqualTo("2026-07-01T08:30:00");
    assertThat(order.path("date_modified_gmt").asText()).isEqualTo("2026-11-21T01:24:00");
  }
}
