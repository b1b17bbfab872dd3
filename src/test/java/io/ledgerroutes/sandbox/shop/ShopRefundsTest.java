package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refunds as the shop makes them (facts, shop 12, 22 and 28). */
class ShopRefundsTest {

  private final ShopDesk desk = new ShopDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  private Caller.Reply refund(JsonNode order, String wish) {
    return desk.shop().post(refunds(order), wish);
  }

  private static String refunds(JsonNode order) {
    return ShopDesk.API + "/orders/" + order.path("id").asText() + "/refunds";
  }

  private static String lineWish(JsonNode order, int quantity) {
    JsonNode line = order.path("line_items").get(0);
    BigDecimal share = new BigDecimal(quantity).divide(new BigDecimal(line.path("quantity").asInt()));
    return (
      "{\"reason\":\"broken\",\"line_items\":[{\"id\":" +
      line.path("id").asInt() +
      ",\"quantity\":" +
      quantity +
      ",\"refund_total\":\"" +
      new BigDecimal(line.path("total").asText()).multiply(share) +
      "\",\"refund_tax\":[{\"id\":1,\"refund_total\":\"" +
      new BigDecimal(line.path("total_tax").asText()).multiply(share) +
      "\"}]}]}"
    );
  }

  @Test
  void a_refund_of_all_lines_is_positive_in_amount_negative_in_lines_and_makes_the_order_refunded() {
    JsonNode order = desk.plain();
    JsonNode line = order.path("line_items").get(0);
    Caller.Reply made = refund(order, lineWish(order, line.path("quantity").asInt()));
    assertThat(made.status()).isEqualTo(201);
    JsonNode refund = made.json();
    assertThat(refund.path("amount").asText()).isEqualTo(order.path("total").asText());
    assertThat(refund.path("refunded_payment").asBoolean()).isTrue();
    JsonNode back = refund.path("line_items").get(0);
    assertThat(back.path("quantity").asInt()).isEqualTo(-line.path("quantity").asInt());
    assertThat(back.path("total").asText()).isEqualTo("-" + line.path("total").asText());
    assertThat(back.path("taxes").get(0).path("total").asText()).isEqualTo(
      "-" + line.path("total_tax").asText()
    );
    assertThat(back.path("meta_data").get(0).path("key").asText()).isEqualTo("_refunded_item_id");
    assertThat(back.path("meta_data").get(0).path("value").asText()).isEqualTo(line.path("id").asText());
    assertThat(refund.path("tax_lines").get(0).path("tax_total").asText()).isEqualTo(
      "-" + line.path("total_tax").asText()
    );
    JsonNode after = desk.order(order.path("id").asInt());
    assertThat(after.path("status").asText()).isEqualTo("refunded");
    assertThat(after.path("total").asText()).isEqualTo(order.path("total").asText());
    assertThat(after.path("refunds").get(0).path("total").asText()).isEqualTo(
      "-" + order.path("total").asText()
    );
  }

  @Test
  void an_amount_alone_has_no_lines_leaves_the_status_and_moves_the_date() {
    JsonNode order = desk.plain();
    desk.clock().advance(Duration.ofSeconds(9));
    JsonNode refund = refund(order, "{\"amount\":\"1.00\",\"reason\":\"sorry\",\"api_refund\":false}").json();
    assertThat(refund.path("refunded_payment").asBoolean()).isFalse();
    assertThat(refund.path("line_items")).isEmpty();
    assertThat(refund.path("tax_lines")).isEmpty();
    JsonNode after = desk.order(order.path("id").asInt());
    assertThat(after.path("status").asText()).isEqualTo("processing");
    assertThat(after.path("date_modified").asText()).isNotEqualTo(order.path("date_modified").asText());
    assertThat(desk.shop().get(refunds(order)).json()).hasSize(1);
  }

  @Test
  void setting_the_status_to_refunded_makes_a_refund_of_all_that_is_left_without_lines() {
    JsonNode order = desk.plain();
    refund(order, "{\"amount\":\"1.00\",\"api_refund\":false}");
    desk.shop().put(ShopDesk.API + "/orders/" + order.path("id").asText(), "{\"status\":\"refunded\"}");
    JsonNode list = desk.shop().get(refunds(order)).json();
    assertThat(list).hasSize(2);
    assertThat(list.get(0).path("reason").asText()).isEqualTo("Order fully refunded.");
    assertThat(new BigDecimal(list.get(0).path("amount").asText())).isEqualByComparingTo(
      new BigDecimal(order.path("total").asText()).subtract(BigDecimal.ONE)
    );
    assertThat(list.get(0).path("line_items")).isEmpty();
  }

  @Test
  void too_much_is_a_500_in_json_and_a_gateway_that_cannot_says_so() {
    JsonNode order = desk.plain();
    Caller.Reply reply = refund(order, "{\"amount\":\"99999\"}");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo(
      "{\"code\":\"woocommerce_rest_cannot_create_order_refund\",\"message\":\"Invalid refund amount.\",\"data\":500}"
    );
    desk.shop().put(ShopDesk.API + "/orders/" + order.path("id").asText(), "{\"payment_method\":\"bacs\"}");
    assertThat(refund(order, "{\"amount\":\"1\"}").body()).contains("does not support automatic refunds");
    assertThat(refund(order, "{\"amount\":\"1\",\"api_refund\":false}").status()).isEqualTo(201);
    assertThat(refund(order, "{}").status()).isEqualTo(400);
    assertThat(refund(order, "{\"amount\":\"much\"}").status()).isEqualTo(400);
    assertThat(refund(order, "[").status()).isEqualTo(400);
  }

  @Test
  void a_refund_is_told_of_and_its_deletion_is_not() {
    JsonNode order = desk.plain();
    desk.hook("order.updated");
    await().until(() -> desk.receiver().received().size() == 1);
    int id = refund(order, "{\"amount\":\"1.00\"}").json().path("id").asInt();
    await().until(() -> desk.topics().size() == 1);
    JsonNode before = desk.order(order.path("id").asInt());
    desk.clock().advance(Duration.ofSeconds(9));
    assertThat(desk.shop().delete(refunds(order) + "/" + id).status()).isEqualTo(501);
    assertThat(desk.shop().delete(refunds(order) + "/" + id + "?force=true").status()).isEqualTo(200);
    JsonNode after = desk.order(order.path("id").asInt());
    assertThat(after.path("refunds")).isEmpty();
    assertThat(after.path("date_modified")).isEqualTo(before.path("date_modified"));
    assertThat(desk.shop().get(refunds(order) + "/" + id).status()).isEqualTo(404);
    desk.plain();
    await().until(() -> desk.topics().size() >= 2);
    assertThat(desk.receiver().received().getLast().text()).doesNotStartWith(
      "{\"id\":" + order.path("id").asText() + ","
    );
  }
}
