package io.ledgerroutes.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shop's page, as a browser without script uses it. */
class StoreFrontTest {

  private static final int SPOON = 14;

  private final ShopDesk desk = new ShopDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  private String page() {
    Caller.Reply page = desk.control().get("/shop/");
    assertThat(page.status()).isEqualTo(200);
    return page.body();
  }

  private Caller.Reply buy(Map<String, String> form) {
    return desk.control().form("/shop/buy", form);
  }

  private int bought(String payment) {
    Caller.Reply reply = buy(
      Map.of(
        "product-" + SPOON,
        "2",
        "first",
        "Nora",
        "email",
        "nora@example.test",
        "payment",
        payment,
        "shipping",
        "on"
      )
    );
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).startsWith(desk.url() + "/shop/?done=bought-");
    return Integer.parseInt(reply.header("Location").replaceAll(".*-", ""));
  }

  @Test
  void a_visitor_buys_and_the_order_is_one_like_any_other() {
    assertThat(page()).contains("Wooden spoon", "product-" + SPOON, "Stripe", "None yet.");
    JsonNode order = desk.order(bought("stripe"));
    assertThat(order.path("status").asText()).isEqualTo("processing");
    assertThat(order.path("date_paid").isNull()).isFalse();
    assertThat(order.path("total").asText()).isEqualTo("18.28");
    assertThat(page()).contains("18.28 AUD", "Nora", "Refund all");
  }

  @ParameterizedTest
  @CsvSource({ "cod, processing", "bacs, on-hold", "klarna_payments, processing" })
  void the_way_of_payment_decides_what_the_order_is_then(String payment, String status) {
    assertThat(desk.order(bought(payment)).path("status").asText()).isEqualTo(status);
  }

  @Test
  void every_button_of_the_page_does_what_it_says() {
    int id = bought("cod");
    assertThat(press(id, "Paid")).contains("is processing now");
    assertThat(press(id, "One more")).contains("21.94");
    assertThat(press(id, "Refund one")).contains("with 1 refund");
    assertThat(press(id, "Delete refund")).doesNotContain("with 1 refund");
    assertThat(press(id, "Refund all")).contains("is refunded now");
    assertThat(press(id, "Trash")).contains("is trash now");
    assertThat(press(id, "Restore")).contains("is refunded now");
    assertThat(press(bought("stripe"), "Cancel")).contains("is cancelled now");
    assertThat(press(bought("stripe"), "Complete")).contains("is completed now");
  }

  /** Sends the form of a button with all that is hidden in it, and follows to the page. */
  private String press(int id, String title) {
    Matcher form = Pattern.compile(
      "action=\"" +
        desk.url() +
        "/shop(/order/" +
        id +
        "/[a-z-]+)\">((?:(?!</form>).)*)>" +
        title +
        "</button>",
      Pattern.DOTALL
    ).matcher(page());
    assertThat(form.find()).as(title).isTrue();
    Matcher hidden = Pattern.compile("name=\"(\\w+)\" value=\"(\\w+)\"").matcher(form.group(2));
    Map<String, String> fields = new HashMap<>();
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2));
    }
    Caller.Reply reply = desk.control().form("/shop" + form.group(1), fields);
    assertThat(reply.status()).as(reply.body()).isEqualTo(303);
    return desk.control().get(reply.header("Location").substring(desk.url().length())).body();
  }

  @Test
  void what_people_write_is_shown_as_words() {
    buy(Map.of("product-" + SPOON, "1", "first", "<script>alert(1)</script>", "last", "\"O'Neil\" & Söhne"));
    desk.place("\"shapes\":[\"html-name\",\"foreign-script\"]");
    String page = page();
    assertThat(page)
      .doesNotContain("<script")
      .contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;O&#39;Neil&quot; &amp; Söhne");
  }

  @ParameterizedTest
  @CsvSource(
    {
      "product-14, 0, Choose at least one product",
      "product-14, -1, Quantities are whole numbers",
      "product-14, 1000, Quantities are whole numbers",
      "payment, gold, Choose one of the ways to pay",
      "place, Mars, Choose one of the places",
    }
  )
  void what_cannot_be_bought_is_said_on_the_page(String field, String value, String words) {
    Caller.Reply reply = buy(Map.of(field, value));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("role=\"alert\"", words);
    assertThat(desk.get("/orders")).isEmpty();
  }

  @Test
  void a_deed_that_makes_no_sense_is_refused_on_the_page() {
    int id = bought("stripe");
    Caller.Reply reply = desk.control().form("/shop/order/" + id + "/restore", Map.of());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("it is not in the trash");
    assertThat(desk.control().form("/shop/order/1/trash", Map.of()).body()).contains(
      "The shop has no order 1."
    );
    assertThat(desk.control().form("/shop/order/" + id + "/juggle", Map.of()).status()).isEqualTo(404);
    assertThat(desk.control().get("/shop/buy").status()).isEqualTo(404);
  }

  @Test
  void a_form_of_another_site_does_nothing() {
    Caller.Reply reply = desk
      .control()
      .with("Origin", "https://elsewhere.example")
      .form("/shop/buy", Map.of("product-" + SPOON, "1"));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(desk.get("/orders")).isEmpty();
    assertThat(
      desk.control().with("Origin", desk.url()).form("/shop/buy", Map.of("product-" + SPOON, "1")).status()
    ).isEqualTo(303);
  }

  @Test
  void the_page_loads_nothing_runs_nothing_and_fits_a_phone() {
    Caller.Reply page = desk.control().get("/shops/shop-3/");
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(page.body())
      .contains("<html lang=\"en\">", "width=device-width", "@media (max-width: 45rem)", ":focus-visible")
      .doesNotContain("<script", "onclick", "src=");
  }

  @Test
  void every_field_has_a_label_and_every_button_says_which_order_it_is_for() {
    bought("stripe");
    String page = page();
    Matcher inputs = Pattern.compile("<(input|select)(?![^>]*hidden)[^>]*>").matcher(page);
    while (inputs.find()) {
      String before = page.substring(0, inputs.start());
      assertThat(before.lastIndexOf("<label")).isGreaterThan(before.lastIndexOf("</label>"));
    }
    assertThat(page).contains("aria-label=\"Cancel order 1001\"");
  }
}
