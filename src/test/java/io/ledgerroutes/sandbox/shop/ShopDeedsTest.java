package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do to orders, and what the shop does by itself (facts, shop 11, 12, 28 to 30). */
class ShopDeedsTest {

  private final ShopDesk desk = new ShopDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  private Caller.Reply act(String deed, int order, String more) {
    return desk.control().post("/sandbox/shop/" + deed, "{\"order\":" + order + more + "}");
  }

  private JsonNode after(String deed, int order) {
    assertThat(act(deed, order, "").status()).isEqualTo(200);
    return desk.order(order);
  }

  @Test
  void cash_on_delivery_is_paid_when_it_is_completed() {
    int id = desk.place("\"shapes\":[\"cash-on-delivery\"]").path("id").asInt();
    assertThat(desk.order(id).path("date_paid").isNull()).isTrue();
    JsonNode completed = after("complete", id);
    assertThat(completed.path("date_paid").isNull()).isFalse();
    assertThat(completed.path("date_completed").isNull()).isFalse();
  }

  @Test
  void a_transfer_that_arrives_sets_the_order_to_work() {
    int id = desk.place("\"shapes\":[\"on-hold\"]").path("id").asInt();
    JsonNode paid = after("pay", id);
    assertThat(paid.path("status").asText()).isEqualTo("processing");
    assertThat(paid.path("date_paid").isNull()).isFalse();
  }

  @Test
  void an_order_comes_out_of_the_trash_with_its_status_and_without_a_word() {
    for (String topic : List.of("order.updated", "order.deleted", "order.restored")) {
      desk.hook(topic);
    }
    int id = desk.plain().path("id").asInt();
    assertThat(after("trash", id).path("status").asText()).isEqualTo("trash");
    desk.clock().advance(Duration.ofSeconds(3));
    JsonNode restored = after("restore", id);
    assertThat(restored.path("status").asText()).isEqualTo("processing");
    assertThat(after("trash", id).path("status").asText()).isEqualTo("trash");
    await().until(() -> desk.topics().size() == 3);
    assertThat(desk.topics()).containsExactly("order.updated", "order.deleted", "order.deleted");
    // Both say no more than the id: a second deletion reads as the first (facts, shop 1).
    assertThat(desk.receiver().received().getLast().text()).isEqualTo("{\"id\":" + id + "}");
  }

  @Test
  void a_deletion_for_good_is_not_told_of() {
    desk.hook("order.deleted");
    desk.hook("order.updated");
    int id = desk.plain().path("id").asInt();
    act("delete", id, "");
    assertThat(desk.shop().get(ShopDesk.API + "/orders/" + id).status()).isEqualTo(404);
    desk.plain();
    await().until(() -> desk.topics().size() == 2);
    assertThat(desk.topics()).containsOnly("order.updated");
  }

  @Test
  void one_more_of_a_product_changes_lines_tax_and_total() {
    JsonNode before = desk.plain();
    JsonNode edited = after("edit", before.path("id").asInt());
    JsonNode line = edited.at("/line_items/0");
    assertThat(line.path("quantity").asInt()).isEqualTo(before.at("/line_items/0/quantity").asInt() + 1);
    assertThat(line.path("id")).isEqualTo(before.at("/line_items/0/id"));
    assertThat(new BigDecimal(edited.path("total").asText())).isEqualByComparingTo(
      new BigDecimal(line.path("total").asText()).add(new BigDecimal(line.path("total_tax").asText()))
    );
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      ",\"part\":\"item\" | 1 | processing",
      ",\"part\":\"all\" | 3 | refunded",
      ",\"part\":\"status\" | 0 | refunded",
      ",\"amount\":\"2.00\" | 0 | processing",
    }
  )
  void a_refund_is_made_of_a_part_of_all_by_status_or_of_an_amount(String wish, int quantity, String status) {
    int id = threeSpoons();
    assertThat(act("refund", id, wish == null ? "" : wish).status()).isEqualTo(200);
    JsonNode refund = desk.get("/orders/" + id + "/refunds").get(0);
    assertThat(refund.at("/line_items/0/quantity").asInt()).isEqualTo(-quantity);
    assertThat(desk.order(id).path("status").asText()).isEqualTo(status);
    assertThat(after("delete-refund", id).path("refunds")).isEmpty();
  }

  private int threeSpoons() {
    return create(
      "{\"payment_method\":\"stripe\",\"set_paid\":true,\"billing\":{\"country\":\"AU\"}," +
        "\"line_items\":[{\"sku\":\"SPOON\",\"quantity\":3}]}"
    )
      .path("id")
      .asInt();
  }

  private JsonNode create(String order) {
    Caller.Reply reply = desk.shop().post(ShopDesk.API + "/orders", order);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  @ParameterizedTest
  @CsvSource(
    { "restore, it is not in the trash", "delete-refund, it has no refund", "pay, it is paid already" }
  )
  void what_makes_no_sense_is_refused_with_the_reason(String deed, String words) {
    Caller.Reply reply = act(deed, desk.plain().path("id").asInt(), "");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).contains(words);
    assertThat(act(deed, 999, "").status()).isEqualTo(400);
    assertThat(act("juggle", 999, "").status()).isEqualTo(404);
  }

  @Test
  void an_order_is_made_by_rest_taxed_by_its_address_and_told_of_as_created_first() {
    desk.hook("order.created");
    desk.hook("order.updated");
    JsonNode order = create(
      "{\"status\":\"processing\",\"payment_method\":\"bacs\",\"shipping\":{\"country\":\"GB\"}," +
        "\"line_items\":[{\"sku\":\"SPOON\",\"quantity\":2},{\"product_id\":11,\"quantity\":1,\"total\":\"9.00\"}]," +
        "\"shipping_lines\":[{\"method_id\":\"flat_rate\",\"method_title\":\"Flat rate\",\"total\":\"9.95\"}]," +
        "\"fee_lines\":[{\"name\":\"Tip\",\"total\":\"1.00\",\"tax_status\":\"none\"}]," +
        "\"meta_data\":[{\"key\":\"po\",\"value\":\"7\"}]}"
    );
    assertThat(order.path("created_via").asText()).isEqualTo("rest-api");
    assertThat(order.path("date_paid").isNull()).isFalse();
    assertThat(order.path("line_items")).hasSize(2);
    assertThat(order.at("/tax_lines/0/label").asText()).isEqualTo("VAT");
    assertThat(order.path("total_tax").asText()).isEqualTo("5.12");
    assertThat(order.path("total").asText()).isEqualTo("31.73");
    await().until(() -> desk.topics().size() == 2);
    assertThat(desk.topics()).containsExactly("order.created", "order.updated");
  }

  @Test
  void a_line_without_a_product_an_unknown_coupon_and_a_bad_status_are_refused() {
    assertThat(refusal("{\"line_items\":[{\"quantity\":1}]}")).isEqualTo(
      "woocommerce_rest_required_product_reference"
    );
    assertThat(refusal("{\"coupon_lines\":[{\"code\":\"nope\"}]}")).isEqualTo(
      "woocommerce_rest_invalid_coupon"
    );
    assertThat(refusal("{\"status\":\"paid\"}")).isEqualTo("rest_invalid_param");
    assertThat(refusal("{\"fee_lines\":[{\"name\":\"x\",\"total\":\"much\"}]}")).isEqualTo(
      "rest_invalid_param"
    );
  }

  private String refusal(String order) {
    Caller.Reply reply = desk.shop().post(ShopDesk.API + "/orders", order);
    assertThat(reply.status()).isEqualTo(400);
    return reply.json().path("code").asText();
  }

  @Test
  void a_put_drops_lines_and_lays_notes_over_those_of_the_same_key() {
    JsonNode order = create(
      "{\"line_items\":[{\"sku\":\"SPOON\"},{\"sku\":\"CANDLE\"}],\"coupon_lines\":[{\"code\":\"ten\"}]," +
        "\"meta_data\":[{\"key\":\"po\",\"value\":\"7\"}]}"
    );
    assertThat(order.path("coupon_lines").get(0).path("nominal_amount").asInt()).isEqualTo(10);
    String change =
      "{\"line_items\":[{\"id\":" +
      order.at("/line_items/1/id").asInt() +
      ",\"quantity\":0}],\"meta_data\":[{\"key\":\"po\",\"value\":\"8\"}]}";
    JsonNode changed = desk.shop().put(ShopDesk.API + "/orders/" + order.path("id").asText(), change).json();
    assertThat(changed.path("line_items")).hasSize(1);
    assertThat(changed.path("meta_data").findValuesAsText("value")).containsOnlyOnce("8").doesNotContain("7");
  }

  @Test
  void lines_of_a_product_deleted_since_show_neither_id_nor_sku() {
    JsonNode order = desk.plain();
    desk
      .shop()
      .delete(ShopDesk.API + "/products/" + order.at("/line_items/0/product_id").asText() + "?force=true");
    JsonNode line = desk.order(order.path("id").asInt()).at("/line_items/0");
    assertThat(line.path("product_id").asInt()).isZero();
    assertThat(line.path("sku").isNull()).isTrue();
    assertThat(line.path("name").asText()).isNotEmpty();
  }
}
