package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers and products over REST (facts, shop 13, 20 and 30). */
class ShopPeopleTest {

  private final ShopDesk desk = new ShopDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void the_list_ignores_when_somebody_changed() {
    assertThat(desk.get("/customers?per_page=100&modified_after=2030-01-01T00:00:00")).hasSize(40);
    assertThat(desk.get("/customers?include=2,3")).hasSize(2);
    assertThat(desk.get("/customers?email=CUSTOMER2@example.test")).hasSize(1);
  }

  @Test
  void a_customer_is_made_changed_and_deleted_and_each_is_told_of() {
    for (String topic : List.of("customer.created", "customer.updated", "customer.deleted")) {
      desk.hook(topic);
    }
    JsonNode made = desk
      .shop()
      .post(ShopDesk.API + "/customers", "{\"email\":\"new@example.test\",\"first_name\":\"Nia\"}")
      .json();
    String path = ShopDesk.API + "/customers/" + made.path("id").asText();
    JsonNode changed = desk.shop().put(path, "{\"billing\":{\"city\":\"Cairns\"}}").json();
    assertThat(changed.path("billing").path("city").asText()).isEqualTo("Cairns");
    assertThat(changed.path("first_name").asText()).isEqualTo("Nia");
    assertThat(desk.shop().delete(path).status()).isEqualTo(501);
    assertThat(desk.shop().delete(path + "?force=true").status()).isEqualTo(200);
    assertThat(desk.shop().get(path).json().path("code").asText()).isEqualTo("woocommerce_rest_invalid_id");
    await().until(() -> desk.topics().size() == 3);
    assertThat(desk.topics()).containsExactly("customer.created", "customer.updated", "customer.deleted");
  }

  @Test
  void an_address_belongs_to_one_account() {
    Caller.Reply reply = desk
      .shop()
      .post(ShopDesk.API + "/customers", "{\"email\":\"Customer2@Example.test\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("code").asText()).isEqualTo("registration-error-email-exists");
    assertThat(desk.shop().post(ShopDesk.API + "/customers", "{\"email\":\"nobody\"}").status()).isEqualTo(
      400
    );
    assertThat(
      desk.shop().put(ShopDesk.API + "/customers/3", "{\"email\":\"customer2@example.test\"}").status()
    ).isEqualTo(400);
  }

  @Test
  void the_first_paid_order_alone_tells_of_the_customer() {
    desk.hook("customer.updated");
    String customer = "\"kind\":\"plain\",\"seed\":5";
    JsonNode first = desk.place(customer);
    assertThat(
      desk.get("/customers/" + first.path("customer_id").asText()).path("is_paying_customer").asBoolean()
    ).isTrue();
    await().until(() -> desk.topics().size() == 1);
    desk.place(customer);
    desk.shop().put(ShopDesk.API + "/customers/3", "{\"first_name\":\"Late\"}");
    await().until(() -> desk.topics().size() == 2);
    assertThat(desk.receiver().received().getLast().text()).contains("Late");
  }

  @Test
  void products_have_categories_and_can_be_found_changed_and_deleted() {
    JsonNode mug = desk.get("/products?sku=MUG-H").get(0);
    assertThat(mug.path("categories").get(0).path("name").asText()).isEqualTo("Kitchen");
    assertThat(mug.path("tax_status").asText()).isEqualTo("taxable");
    assertThat(desk.get("/products?category=" + mug.path("categories").get(0).path("id").asText())).hasSize(
      3
    );
    assertThat(desk.get("/products/categories")).hasSize(5);
    String path = ShopDesk.API + "/products/" + mug.path("id").asText();
    assertThat(
      desk.shop().put(path, "{\"regular_price\":\"40.00\"}").json().path("price").asText()
    ).isEqualTo("40.00");
    desk.shop().delete(path);
    assertThat(desk.get("/products?sku=MUG-H")).isEmpty();
    assertThat(desk.shop().get(path).json().path("status").asText()).isEqualTo("trash");
    desk.shop().delete(path + "?force=true");
    assertThat(desk.shop().get(path).status()).isEqualTo(404);
  }
}
