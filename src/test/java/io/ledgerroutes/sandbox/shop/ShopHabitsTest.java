package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a shop treats those it talks with: slow receivers, late webhooks, keys, errors (facts, shop 5, 14, 15, 21, 22). */
class ShopHabitsTest {

  private static final String ORDERS = ShopDesk.API + "/orders";

  private final ShopDesk desk = new ShopDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  private void habits(String habits) {
    assertThat(desk.control().post("/sandbox/shop/habits", habits).status()).isEqualTo(200);
  }

  private int deliveries(String outcome) {
    return desk.control().get("/sandbox/shop").json().path("shop").path("deliveries").path(outcome).asInt();
  }

  @Test
  void a_receiver_that_does_not_answer_holds_the_others_until_the_shop_loses_patience() {
    habits("{\"patienceMillis\":300}");
    desk.hook("order.updated");
    await().until(() -> desk.receiver().received().size() == 1);
    CountDownLatch never = new CountDownLatch(1);
    desk.receiver().holdUntil(never);
    desk.plain();
    await().until(() -> deliveries("failed") == 1);
    never.countDown();
    desk.plain();
    await().until(() -> deliveries("delivered") == 1);
  }

  @Test
  void webhooks_go_out_when_the_cron_runs() {
    desk.hook("order.updated");
    await().until(() -> desk.receiver().received().size() == 1);
    habits("{\"cronMillis\":600}");
    JsonNode order = desk.plain();
    desk.shop().put(ORDERS + "/" + order.path("id").asText(), "{\"status\":\"completed\"}");
    await().until(() -> desk.topics().size() == 2);
    // The state at delivery, not at the event: both say completed (facts, shop 8).
    assertThat(desk.receiver().received().get(1).text()).contains("\"status\":\"completed\"");
  }

  @Test
  void keys_over_plain_http_count_for_nothing_and_the_answer_does_not_say_why() {
    Caller.Reply wrong = desk.shop().with("Authorization", Caller.basic("ck_sandbox", "no")).get(ORDERS);
    habits("{\"ignoresPlainHttp\":true}");
    Caller.Reply plain = desk.shop().get(ORDERS);
    assertThat(plain.status()).isEqualTo(401);
    assertThat(plain.body()).isEqualTo(wrong.body());
  }

  @Test
  void a_key_that_may_only_read_is_told_so_when_it_writes() {
    Caller reader = desk.shop().with("Authorization", Caller.basic("ck_sandbox_read", "cs_sandbox"));
    assertThat(reader.get(ORDERS).status()).isEqualTo(200);
    Caller.Reply refused = reader.post(ShopDesk.API + "/webhooks", "{}");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("code").asText()).isEqualTo("woocommerce_rest_authentication_error");
    habits("{\"readOnlyKey\":true}");
    assertThat(desk.shop().put(ORDERS + "/1", "{}").status()).isEqualTo(401);
    assertThat(desk.shop().get(ORDERS).status()).isEqualTo(200);
  }

  @Test
  void a_fatal_error_of_php_may_come_as_a_page_with_status_200() {
    desk.control().post("/sandbox/faults", "{\"system\":\"shop\",\"kind\":\"page\",\"times\":1}");
    Caller.Reply reply = desk.shop().get(ORDERS);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(desk.shop().get(ORDERS).header("Content-Type")).startsWith("application/json");
  }

  @Test
  void bodies_are_escaped_as_php_does_so_that_written_anew_they_differ() {
    desk.hook("order.updated");
    await().until(() -> desk.receiver().received().size() == 1);
    desk.place("\"shapes\":[\"yen\"]");
    await().until(() -> desk.topics().size() == 1);
    byte[] body = desk.receiver().received().getLast().body();
    String text = new String(body, StandardCharsets.UTF_8);
    assertThat(body.length).isEqualTo(text.length());
    assertThat(text).contains("\\u6771\\u4eac", "\\/wp-json\\/").doesNotContain("東");
  }

  @Test
  void only_the_fields_asked_for_are_answered() {
    desk.plain();
    JsonNode order = desk.get("/orders?_fields=id,status").get(0);
    assertThat(order.propertyStream().map(Map.Entry::getKey)).containsExactly("id", "status");
  }

  @Test
  void the_shop_tells_its_zone_currency_decimals_and_gateways() {
    JsonNode index = desk.control().get("/shop/wp-json/").json();
    assertThat(index.path("timezone_string").asText()).isEqualTo("Australia/Sydney");
    assertThat(index.path("gmt_offset").asInt()).isEqualTo(11);
    assertThat(desk.get("/settings/general/woocommerce_currency").path("value").asText()).isEqualTo("AUD");
    assertThat(desk.get("/settings/general")).hasSize(4);
    assertThat(desk.get("/settings/tax")).hasSize(3);
    assertThat(desk.get("/system_status").path("settings").path("number_of_decimals").asInt()).isEqualTo(2);
    assertThat(desk.get("/payment_gateways").findValuesAsText("id")).contains("stripe", "cod");
    assertThat(desk.get("/coupons").get(0).path("code").asText()).isEqualTo("ten");
    assertThat(desk.get("/taxes/6").path("compound").asBoolean()).isTrue();
    assertThat(desk.shop().get(ShopDesk.API + "/taxes/66").status()).isEqualTo(404);
  }

  @Test
  void habits_that_make_no_sense_are_refused_and_a_reset_brings_the_usual_ones_back() {
    assertThat(desk.control().post("/sandbox/shop/habits", "{\"patienceMillis\":0}").status()).isEqualTo(400);
    habits("{\"ignoresPlainHttp\":true}");
    desk.control().delete("/sandbox");
    assertThat(desk.shop().get(ORDERS).status()).isEqualTo(200);
  }
}
