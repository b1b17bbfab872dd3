package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.polling.PollSchedule;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.sandbox.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking after a shop's webhooks, against the sandbox's shop over real HTTP. */
class WooCommerceWebhooksTest {

  private final ShopBench bench = new ShopBench("");
  private final Receiver receiver = new Receiver();
  private final PollSchedule polls = mock(PollSchedule.class);
  private final String publicUrl = receiver.url().replace("/hook", "");

  @AfterEach
  void close() {
    bench.close();
    receiver.close();
  }

  @Test
  void webhooks_that_the_shop_switched_off_are_switched_on_and_what_they_did_not_tell_is_polled() {
    assertThat(kept()).isEqualTo(new Outcome.Delivered("the shop's webhooks were looked after; 6 made"));
    List<String> failing = receivedWith(500, 8);
    assertThat(failing).hasSize(8);
    assertThat(bench.webhook("order.updated").path("status").asText()).isEqualTo("disabled");
    receiver.answerWith(200);
    int told = receiver.received().size();
    List<String> untold = bench.place(3);

    Outcome outcome = kept();

    assertThat(outcome.reason()).contains("switched on again, which the shop had switched off");
    assertThat(bench.webhook("order.updated").path("status").asText()).isEqualTo("active");
    assertThat(receiver.received().subList(told, receiver.received().size()))
      .as("nobody was told of the orders in between")
      .noneMatch(delivery -> untold.stream().anyMatch(id -> delivery.text().contains("\"id\":" + id)));
    verify(polls).pollNow(ShopBench.CONNECTION);
    assertThat(polled()).containsAll(untold).containsAll(failing);
  }

  /** Orders placed while the runtime answers so, until the shop gives up telling of them. */
  private List<String> receivedWith(int status, int orders) {
    receiver.answerWith(status);
    List<String> placed = bench.place(orders);
    await()
      .atMost(Duration.ofSeconds(20))
      .until(
        () ->
          bench.webhook("order.updated").path("status").asText().equals("disabled") &&
          bench.webhook("order.created").path("status").asText().equals("disabled")
      );
    return placed;
  }

  private List<String> polled() {
    List<String> ids = new ArrayList<>();
    bench.sandbox
      .client()
      .ordersModified(bench.sandbox.address(), Instant.now().minusSeconds(600), Duration.ZERO, page ->
        page.forEach(hint -> ids.add(Long.toString(hint.id())))
      );
    return ids;
  }

  @Test
  void a_look_that_finds_all_in_order_polls_nothing() {
    kept();

    assertThat(kept()).isEqualTo(new Outcome.Delivered("the shop's webhooks were looked after"));
    verify(polls, never()).pollNow(any());
  }

  @Test
  void a_key_that_may_only_read_is_told_in_words_and_holds_nothing_but_the_webhooks() {
    bench.sandbox.control("POST", "/shop/habits", "{\"readOnlyKey\":true}");

    assertThat(kept()).isInstanceOfSatisfying(Outcome.Held.class, held ->
      assertThat(held.reason()).contains("read and write permission", "by hand", "polls go on")
    );
    assertThat(polled()).isEmpty();
  }

  @Test
  void a_key_of_somebody_who_may_not_keep_webhooks_is_told_in_words_too() {
    bench.fault("token-revoked", "/webhooks", "GET", -1);

    assertThat(kept()).isInstanceOf(Outcome.Held.class);
  }

  @Test
  void a_key_that_is_not_good_for_anything_is_a_matter_of_credentials() {
    bench.vault.put("connection:" + ShopBench.CONNECTION, "consumer-secret", "cs_other");

    assertThatThrownBy(this::kept).isInstanceOfSatisfying(RemoteFailure.class, failed ->
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.CREDENTIALS)
    );
  }

  @Test
  void a_shop_in_maintenance_is_looked_after_when_it_says() {
    bench.fault("html", "/webhooks", "GET", 1);

    assertThatThrownBy(this::kept).isInstanceOfSatisfying(RemoteFailure.class, failed -> {
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.TRANSIENT);
      assertThat(failed.failure().retryAfter()).contains(Duration.ofMinutes(10));
    });
  }

  @Test
  void a_runtime_that_only_this_machine_can_reach_is_not_told_to_a_shop_elsewhere() {
    Connection elsewhere = ShopBench.connection("https://shop.example", "");
    Batch batch = ShopBench.batch(WooCommerceWebhooks.FLOW, "poll");

    webhooks(ShopBench.context(elsewhere)).keep(batch);

    assertThat(batch.elements().getFirst().outcome()).isInstanceOfSatisfying(Outcome.Held.class, held ->
      assertThat(held.reason()).contains("set ledger.public-url")
    );
  }

  @Test
  void a_removed_connection_says_what_became_of_its_webhooks() {
    kept();

    assertThat(webhooks(bench.context).leave(bench.connection)).isEqualTo(
      "6 webhooks were deleted in the shop"
    );
    bench.fault("html", "/webhooks", "GET", 1);
    assertThat(webhooks(bench.context).leave(bench.connection))
      .contains("delete those to", "/webhooks/woocommerce/craft-shop")
      .contains("by hand");
  }

  private Outcome kept() {
    Batch batch = ShopBench.batch(WooCommerceWebhooks.FLOW, "poll");
    webhooks(bench.context).keep(batch);
    return batch.elements().getFirst().outcome();
  }

  private WooCommerceWebhooks webhooks(OrderContext context) {
    return new WooCommerceWebhooks(
      context,
      bench.sandbox.keeper(bench.vault, mock(AuditTrail.class), bench.db.database(), publicUrl),
      bench.sandbox.client(),
      polls
    );
  }
}
