package io.ledgerroutes.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.sandbox.Receiver;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhooks of a connection in the sandbox's shop, over real HTTP. */
class WebhookKeeperTest {

  private static final String OWNER = "connection:craft-shop";
  private static final String[] TOPICS = {
    "order.created",
    "order.updated",
    "order.deleted",
    "order.restored",
    "customer.created",
    "customer.updated",
  };

  private final TestDatabase db = TestDatabase.h2();
  private final Vault vault = new Vault(
    VaultKeys.of(VaultKeys.generate(), null),
    new VaultStore(db.database())
  );
  private final SandboxShop shop = new SandboxShop(SandboxSettings.defaults(), vault);
  private final Receiver receiver = new Receiver();
  private WebhookKeeper keeper;

  @BeforeEach
  void storeKeys() {
    vault.put(OWNER, "consumer-key", "ck_sandbox");
    vault.put(OWNER, "consumer-secret", "cs_sandbox");
    keeper = shop.keeper(
      vault,
      new AuditTrail(new AuditStore(db.database())),
      db.database(),
      receiver.url().replace("/hook", "/")
    );
  }

  @AfterEach
  void close() {
    shop.close();
    receiver.close();
    db.close();
  }

  @Test
  void a_webhook_is_made_for_every_topic_and_a_second_look_changes_nothing() {
    WebhookKeeper.Kept first = keeper.keep(shop.address());
    List<JsonNode> made = webhooks();

    WebhookKeeper.Kept second = keeper.keep(shop.address());

    assertThat(first).isEqualTo(new WebhookKeeper.Kept(6, 0, 0, List.of()));
    assertThat(second).isEqualTo(new WebhookKeeper.Kept(0, 0, 0, List.of()));
    assertThat(made)
      .extracting(webhook -> webhook.path("topic").asText())
      .containsExactlyInAnyOrder(TOPICS);
    assertThat(made)
      .extracting(webhook -> webhook.path("delivery_url").asText())
      .containsOnly(receiver.url().replace("/hook", "/webhooks/woocommerce/craft-shop"));
    assertThat(webhooks()).isEqualTo(made);
    assertThat(audited("webhook-made")).isEqualTo(6);
    assertThat(keeper.seen("craft-shop"))
      .extracting(WebhookKeeper.Seen::topic, WebhookKeeper.Seen::status)
      .contains(org.assertj.core.groups.Tuple.tuple("customer.updated", "active"))
      .hasSize(6);
  }

  @Test
  void a_connection_without_a_secret_gets_one_that_its_deliveries_are_signed_with() {
    keeper.keep(shop.address());
    String secret = vault.get(OWNER, "webhook-secret").orElseThrow();

    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    assertThat(signedWith(secret, placedOrder())).isTrue();
  }

  @Test
  void a_secret_that_an_operator_stores_later_is_given_to_the_webhooks() {
    keeper.keep(shop.address());
    vault.put(OWNER, "webhook-secret", "the operator's own");

    WebhookKeeper.Kept kept = keeper.keep(shop.address());

    assertThat(kept).isEqualTo(new WebhookKeeper.Kept(0, 0, 6, List.of()));
    assertThat(signedWith("the operator's own", placedOrder())).isTrue();
    assertThat(keeper.keep(shop.address()).signed()).isZero();
  }

  @Test
  void webhooks_made_by_hand_are_taken_over_and_not_doubled() {
    vault.put(OWNER, "webhook-secret", "known to both");
    shop.staff("POST", "/webhooks", webhook("order.updated", keeper.address("craft-shop").toString()));
    shop.staff("POST", "/webhooks", webhook("order.updated", "https://elsewhere.example/hook"));

    WebhookKeeper.Kept kept = keeper.keep(shop.address());

    assertThat(kept).isEqualTo(new WebhookKeeper.Kept(5, 0, 1, List.of()));
    assertThat(signedWith("known to both", placedOrder())).isTrue();
  }

  @Test
  void one_among_hundreds_of_others_is_found() {
    for (int other = 0; other < 120; other++) {
      shop.staff("POST", "/webhooks", webhook("coupon.created", "https://elsewhere.example/" + other));
    }

    keeper.keep(shop.address());

    assertThat(keeper.keep(shop.address())).isEqualTo(new WebhookKeeper.Kept(0, 0, 0, List.of()));
  }

  @Test
  void what_the_shop_switched_off_after_failures_is_switched_on_again() {
    keeper.keep(shop.address());
    receiver.answerWith(500);
    placeOrders(8);
    await().untilAsserted(() ->
      assertThat(statusOf("order.updated")).as("after its failures").isEqualTo("disabled")
    );
    receiver.answerWith(200);

    WebhookKeeper.Kept kept = keeper.keep(shop.address());

    assertThat(kept.woken()).isPositive();
    assertThat(statusOf("order.updated")).isEqualTo("active");
    assertThat(audited("webhook-woken")).isEqualTo(kept.woken());
  }

  @Test
  void what_the_shop_s_staff_paused_stays_paused_and_is_named() {
    keeper.keep(shop.address());
    String id = webhooks().getFirst().path("id").asText();
    String topic = webhooks().getFirst().path("topic").asText();
    shop.staff("PUT", "/webhooks/" + id, "{\"status\":\"paused\"}");

    assertThat(keeper.keep(shop.address())).isEqualTo(new WebhookKeeper.Kept(0, 0, 0, List.of(topic)));
    assertThat(statusOf(topic)).isEqualTo("paused");
  }

  @Test
  void a_shop_that_fails_in_between_is_gone_on_with_the_next_time() {
    shop.control(
      "POST",
      "/faults",
      "{\"system\":\"shop\",\"kind\":\"answer-lost\",\"path\":\"/webhooks\",\"method\":\"POST\",\"times\":1}"
    );

    assertThatThrownBy(() -> keeper.keep(shop.address())).isInstanceOf(RemoteFailure.class);
    keeper.keep(shop.address());

    assertThat(webhooks())
      .extracting(webhook -> webhook.path("topic").asText())
      .containsExactlyInAnyOrder(TOPICS);
  }

  @Test
  void a_removed_connection_takes_its_webhooks_along_and_leaves_the_others() {
    shop.staff("POST", "/webhooks", webhook("order.updated", "https://elsewhere.example/hook"));
    keeper.keep(shop.address());

    assertThat(keeper.remove(shop.address())).isEqualTo(6);

    assertThat(webhooks())
      .extracting(webhook -> webhook.path("delivery_url").asText())
      .containsExactly("https://elsewhere.example/hook");
    assertThat(audited("webhook-removed")).isEqualTo(6);
    assertThat(keeper.seen("craft-shop")).isEmpty();
  }

  private static String webhook(String topic, String address) {
    return (
      "{\"name\":\"by hand\",\"topic\":\"" +
      topic +
      "\",\"delivery_url\":\"" +
      address +
      "\",\"secret\":\"typed\"}"
    );
  }

  private Receiver.Received placedOrder() {
    placeOrders(1);
    return await().until(
      () ->
        receiver
          .received()
          .stream()
          .filter(delivery -> delivery.topic().equals("order.updated"))
          .findFirst()
          .orElse(null),
      delivery -> delivery != null
    );
  }

  private void placeOrders(int count) {
    shop.control("POST", "/shop/orders", "{\"count\":" + count + ",\"seed\":3,\"kind\":\"plain\"}");
  }

  private static boolean signedWith(String secret, Receiver.Received delivery) {
    return WooCommerceSignature.fits(
      delivery.headers().get("X-WC-Webhook-Signature"),
      delivery.body(),
      secret
    );
  }

  private List<JsonNode> webhooks() {
    List<JsonNode> webhooks = new ArrayList<>();
    shop.staff("GET", "/webhooks?per_page=100&orderby=id&order=asc", "").forEach(webhooks::add);
    return webhooks;
  }

  private String statusOf(String topic) {
    return webhooks()
      .stream()
      .filter(webhook -> webhook.path("topic").asText().equals(topic))
      .findFirst()
      .orElseThrow()
      .path("status")
      .asText();
  }

  private int audited(String action) {
    return db
      .database()
      .sql()
      .sql("SELECT COUNT(*) FROM audit WHERE action = ?")
      .params(action)
      .query(Integer.class)
      .single();
  }
}
