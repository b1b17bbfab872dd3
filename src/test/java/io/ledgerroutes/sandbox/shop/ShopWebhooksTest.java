package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Receiver;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopWebhooksTest {

  private static final String API = "/shop/wp-json/wc/v3";

  private final TestClock clock = new TestClock();
  private final Receiver receiver = new Receiver();
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
    receiver.close();
  }

  private int hook(String topic) {
    return hook(topic, "s3cret");
  }

  private int hook(String topic, String secret) {
    return shop
      .post(
        API + "/webhooks",
        "{\"name\":\"n\",\"topic\":\"" +
          topic +
          "\",\"delivery_url\":\"" +
          receiver.url() +
          "\",\"secret\":\"" +
          secret +
          "\"}"
      )
      .json()
      .path("id")
      .asInt();
  }

  private int place() {
    return place("");
  }

  private int place(String more) {
    JsonNode placed = control
      .post("/sandbox/shop/orders", "{\"count\":1,\"kind\":\"plain\"" + more + "}")
      .json();
    return placed.path("orders").get(0).path("id").asInt();
  }

  private void awaitReceived(int count) {
    await().until(() -> receiver.received().size() >= count);
  }

  private JsonNode report() {
    return control.get("/sandbox/shop").json().path("shop");
  }

  private void awaitDeliveries(String outcome, int count) {
    await().until(() -> report().path("deliveries").path(outcome).asInt() == count);
  }

  private static String hmac(byte[] body, String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  @Test
  void a_new_webhook_greets_with_a_form_and_no_signature() {
    int id = hook("order.updated");
    awaitReceived(1);
    Receiver.Received ping = receiver.received().getFirst();
    assertThat(ping.text()).isEqualTo("webhook_id=" + id);
    assertThat(ping.headers().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(ping.headers().keySet()).noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-wc"));
  }

  @Test
  void a_delivery_is_signed_over_its_bytes_with_the_decoded_secret() throws Exception {
    hook("order.updated", "a&amp;b&lt;c");
    int id = place();
    awaitReceived(2);
    Receiver.Received delivery = receiver.received().getLast();
    assertThat(delivery.headers())
      .containsEntry("X-WC-Webhook-Topic", "order.updated")
      .containsEntry("X-WC-Webhook-Resource", "order")
      .containsEntry("X-WC-Webhook-Event", "updated")
      .containsEntry("X-WC-Webhook-Source", sandbox.url() + "/shop/")
      .containsEntry("Content-Type", "application/json")
      .containsEntry("X-WC-Webhook-Signature", hmac(delivery.body(), "a&b<c"));
    assertThat(delivery.text()).startsWith("{\"id\":" + id + ",");
  }

  @Test
  void delivery_ids_repeat_within_a_second() {
    hook("order.updated");
    place();
    place();
    awaitReceived(3);
    List<String> ids = receiver
      .received()
      .stream()
      .map(delivery -> delivery.headers().get("X-WC-Webhook-Delivery-ID"))
      .filter(Objects::nonNull)
      .toList();
    assertThat(ids).hasSize(2).containsOnly(ids.getFirst());
  }

  @Test
  void at_a_checkout_updated_comes_before_created() {
    hook("order.created");
    hook("order.updated");
    awaitReceived(2);
    for (int i = 0; i < 10; i++) {
      place(",\"seed\":" + i);
    }
    awaitReceived(22);
    List<String> topics = receiver.received().stream().skip(2).map(Receiver.Received::topic).toList();
    assertThat(topics.getFirst()).isEqualTo("order.updated");
    assertThat(topics).filteredOn("order.created"::equals).hasSize(10);
  }

  @Test
  void a_failed_delivery_is_never_sent_again() {
    hook("order.updated");
    awaitReceived(1);
    receiver.answerWith(500);
    int lost = place();
    awaitDeliveries("failed", 1);
    receiver.answerWith(200);
    place();
    awaitDeliveries("delivered", 1);
    assertThat(receiver.received())
      .filteredOn(delivery -> delivery.text().startsWith("{\"id\":" + lost))
      .hasSize(1);
  }

  @Test
  void one_slow_answer_holds_all_that_follow() {
    hook("order.updated");
    hook("order.created");
    awaitReceived(2);
    CountDownLatch gate = new CountDownLatch(1);
    receiver.holdUntil(gate);
    place();
    place();
    awaitReceived(3);
    await()
      .during(Duration.ofMillis(300))
      .until(() -> receiver.received().size() == 3);
    gate.countDown();
    awaitReceived(6);
  }

  @Test
  void the_seventh_failure_in_a_row_disables_and_the_count_outlives_a_new_start() {
    int id = hook("order.updated");
    awaitReceived(1);
    receiver.answerWith(500);
    for (int i = 1; i <= 6; i++) {
      place();
      awaitDeliveries("failed", i);
    }
    assertThat(status(id)).isEqualTo("active");
    place();
    awaitDeliveries("failed", 7);
    await().until(() -> status(id).equals("disabled"));
    shop.put(API + "/webhooks/" + id, "{\"status\":\"active\"}");
    place();
    await().until(() -> status(id).equals("disabled"));
    shop.put(API + "/webhooks/" + id, "{\"status\":\"active\"}");
    receiver.answerWith(200);
    place();
    awaitDeliveries("delivered", 1);
    receiver.answerWith(500);
    place();
    awaitDeliveries("failed", 9);
    assertThat(status(id)).isEqualTo("active");
  }

  private String status(int id) {
    JsonNode hook = shop.get(API + "/webhooks/" + id).json();
    assertThat(hook.has("secret")).isFalse();
    return hook.path("status").asText();
  }

  @Test
  void a_redirect_counts_as_success_and_is_not_followed() {
    hook("order.updated");
    awaitReceived(1);
    receiver.answerWith(302);
    place();
    awaitDeliveries("delivered", 1);
    receiver.answerWith(303);
    place();
    awaitDeliveries("failed", 1);
    assertThat(receiver.received()).hasSize(3);
  }

  @Test
  void the_body_is_the_order_as_it_is_when_sent_and_an_error_object_once_it_is_gone() throws Exception {
    hook("order.updated");
    awaitReceived(1);
    CountDownLatch gate = new CountDownLatch(1);
    receiver.holdUntil(gate);
    place();
    awaitReceived(2);
    int changed = place();
    int gone = place();
    shop.put(API + "/orders/" + changed, "{\"status\":\"completed\"}");
    shop.delete(API + "/orders/" + gone + "?force=true");
    gate.countDown();
    awaitReceived(5);
    assertThat(receiver.received().get(2).text()).contains("\"status\":\"completed\"");
    Receiver.Received error = receiver.received().get(3);
    assertThat(error.text()).contains("woocommerce_rest_shop_order_invalid_id");
    assertThat(error.headers()).containsEntry("X-WC-Webhook-Signature", hmac(error.body(), "s3cret"));
  }

  @Test
  void an_order_in_the_trash_is_announced_by_its_id_alone() {
    hook("order.deleted");
    int id = place();
    shop.delete(API + "/orders/" + id);
    awaitReceived(2);
    assertThat(receiver.received().getLast().text()).isEqualTo("{\"id\":" + id + "}");
  }

  @Test
  void an_error_object_and_a_second_delivery_can_be_had_on_demand() {
    hook("order.updated");
    int id = place();
    awaitReceived(2);
    control.post("/sandbox/shop/deliver", "{\"error\":\"woocommerce_rest_cannot_view\"}");
    control.post("/sandbox/shop/deliver", "{\"order\":" + id + "}");
    awaitReceived(4);
    assertThat(receiver.received().get(2).text()).contains("woocommerce_rest_cannot_view").contains("401");
    assertThat(receiver.received().get(3).text()).startsWith("{\"id\":" + id);
  }

  @Test
  void orders_can_be_placed_without_a_word_and_deliveries_can_be_lost() {
    hook("order.updated");
    awaitReceived(1);
    place(",\"webhooks\":false");
    control.post("/sandbox/faults", "{\"system\":\"webhooks\",\"kind\":\"lost\"}");
    place();
    place();
    awaitDeliveries("delivered", 1);
    assertThat(report().path("deliveries").path("lost").asInt()).isEqualTo(1);
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void deliveries_can_be_doubled_and_come_late() throws Exception {
    hook("order.updated");
    awaitReceived(1);
    control.post("/sandbox/faults", "{\"system\":\"webhooks\",\"kind\":\"doubled\"}");
    place();
    awaitReceived(3);
    CountDownLatch gate = new CountDownLatch(1);
    receiver.holdUntil(gate);
    place();
    awaitReceived(4);
    control.post("/sandbox/faults", "{\"system\":\"webhooks\",\"kind\":\"late\"}");
    int late = place();
    int next = place();
    gate.countDown();
    awaitReceived(6);
    assertThat(receiver.received().get(2).text()).isEqualTo(receiver.received().get(1).text());
    assertThat(receiver.received().get(4).text()).startsWith("{\"id\":" + next + ",");
    assertThat(receiver.received().get(5).text()).startsWith("{\"id\":" + late + ",");
  }

  @Test
  void a_webhook_without_topic_or_address_is_refused() {
    assertThat(shop.post(API + "/webhooks", "{\"topic\":\"order.updated\"}").status()).isEqualTo(400);
    assertThat(
      shop.post(API + "/webhooks", "{\"topic\":\"x\",\"delivery_url\":\"http://localhost/\"}").status()
    ).isEqualTo(400);
    int id = hook("order.updated");
    assertThat(shop.get(API + "/webhooks?per_page=100").json()).hasSize(1);
    assertThat(shop.delete(API + "/webhooks/" + id + "?force=true").status()).isEqualTo(200);
    assertThat(shop.get(API + "/webhooks/" + id).status()).isEqualTo(404);
  }
}
