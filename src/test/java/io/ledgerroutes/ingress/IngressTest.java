package io.ledgerroutes.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.ingress.WireClient.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.ReadinessState;

class IngressTest {

  private static final String SHOP = "/webhooks/woocommerce/craft-shop";
  private static final byte[] ORDER = "{\"id\":1042,\"status\":\"processing\"}".getBytes(
    StandardCharsets.UTF_8
  );

  @TempDir
  private static Path data;

  private static ReceivingHouse house;
  private static WireClient client;

  @BeforeAll
  static void open() {
    house = ReceivingHouse.open(data);
    client = new WireClient(house.port());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void a_bare_route_echoes_the_request_s_headers_and_body() throws Exception {
    Answer answer = client.post(
      "/bare",
      ORDER,
      "Content-Type: application/json",
      "authorization: Basic c2VjcmV0"
    );

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("authorization")).isEqualTo("Basic c2VjcmV0");
  }

  @Test
  void a_webhook_is_answered_without_anything_of_the_request() throws Exception {
    Answer answer = client.post(
      SHOP,
      ORDER,
      genuine(ORDER, "authorization: Basic c2VjcmV0", "X-Secret: s", "Cookie: a=b")
    );

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.toString()).doesNotContain("c2VjcmV0", "X-Secret", "X-WC", "Set-Cookie", "Camel");
  }

  @Test
  void a_refusal_repeats_nothing_of_the_request() throws Exception {
    Answer answer = client.post(
      SHOP,
      ORDER,
      "Content-Type: application/json",
      "X-WC-Webhook-Signature: bm9wZQ==",
      "authorization: Basic c2VjcmV0"
    );

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"status\":401", "The signature does not fit");
    assertThat(answer.toString()).doesNotContain("c2VjcmV0", "bm9wZQ", "1042", "Exception");
  }

  @Test
  void a_route_that_forgot_to_prepare_its_answer_echoes_no_header() throws Exception {
    Answer answer = client.post(
      "/webhooks/unprepared",
      ORDER,
      "authorization: Basic c2VjcmV0",
      "X-WC-Webhook-Topic: order.created"
    );

    assertThat(answer.headers()).noneMatch(
      line -> line.contains("c2VjcmV0") || line.contains("order.created")
    );
  }

  @Test
  void a_route_without_error_handling_says_no_more_than_send_it_again() throws Exception {
    Answer answer = client.post("/webhooks/failing", ORDER, "authorization: Basic c2VjcmV0");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.toString()).doesNotContain("c2VjcmV0", "jo@example.test", "Exception", "\tat ");
  }

  @Test
  void a_header_of_camel_s_own_does_not_reach_the_exchange() throws Exception {
    Answer answer = client.post(
      SHOP,
      ORDER,
      genuine(ORDER, "CamelHttpResponseCode: 418", "CamelHttpUri: http://elsewhere")
    );

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void a_parameter_of_the_query_does_not_stand_in_for_a_header() throws Exception {
    Answer answer = client.post(
      SHOP + "?X-WC-Webhook-Signature=" + signature(ORDER).replace("+", "%2B") + "&connection=craft-shop",
      ORDER,
      "Content-Type: application/json",
      "X-WC-Webhook-Topic: order.created"
    );

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void a_body_over_the_limit_is_refused_announced_or_not() throws Exception {
    byte[] large = new byte[1_000_001];
    String chunk = "%x\r\n".formatted(large.length);
    byte[] chunked = (chunk + new String(large, StandardCharsets.ISO_8859_1) + "\r\n0\r\n\r\n").getBytes(
      StandardCharsets.ISO_8859_1
    );

    Answer announced = client.post(SHOP, large, "Content-Type: application/json");
    Answer unannounced = client.send(
      "POST " + SHOP + " HTTP/1.1",
      List.of("Content-Type: application/json", "Transfer-Encoding: chunked"),
      chunked
    );

    assertThat(announced.status()).isEqualTo(413);
    assertThat(unannounced.status()).isEqualTo(413);
    assertThat(unannounced.body()).contains("larger than 1,000,000 bytes");
  }

  @Test
  void a_body_of_exactly_the_limit_is_read() throws Exception {
    Answer answer = client.post(SHOP, new byte[1_000_000], "Content-Type: application/json");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void a_malformed_form_is_refused_like_anything_else() throws Exception {
    Answer answer = client.post(
      SHOP,
      "%zz&=&&a".getBytes(StandardCharsets.UTF_8),
      "Content-Type: application/x-www-form-urlencoded"
    );

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void an_unknown_charset_is_no_concern() throws Exception {
    Answer answer = client.post(SHOP, ORDER, genuine("application/json; charset=klingon", ORDER));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void another_verb_another_address_and_a_longer_path_are_refused_in_words() throws Exception {
    Answer get = client.send("GET " + SHOP + " HTTP/1.1", List.of(), new byte[0]);
    Answer delete = client.send("DELETE " + SHOP + " HTTP/1.1", List.of(), new byte[0]);
    Answer longer = client.post(SHOP + "/more", ORDER, genuine(ORDER));
    Answer nowhere = client.post("/webhooks/nobody", ORDER, genuine(ORDER));

    assertThat(List.of(get.status(), delete.status())).containsOnly(405);
    assertThat(List.of(longer.status(), nowhere.status())).containsOnly(404);
    assertThat(List.of(get.body(), longer.body(), nowhere.body())).allMatch(body ->
      body.contains("\"detail\":")
    );
  }

  @Test
  void nothing_is_taken_while_the_runtime_is_not_ready() throws Exception {
    byte[] body = "{\"id\":77002}".getBytes(StandardCharsets.UTF_8);
    house.readiness(ReadinessState.REFUSING_TRAFFIC);
    Answer early = client.post(SHOP, body, genuine(body));
    house.readiness(ReadinessState.ACCEPTING_TRAFFIC);
    Answer ready = client.post(SHOP, body, genuine(body));

    assertThat(early.status()).isEqualTo(503);
    assertThat(early.header("Retry-After")).isEqualTo("5");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(house.rows("77002")).isEqualTo(1);
  }

  @Test
  void what_was_answered_200_is_in_the_inbox() throws Exception {
    byte[] body = "{ \"id\" : 77001 ,\"note\":\"Ünicode\"}".getBytes(StandardCharsets.UTF_8);

    Answer answer = client.post(SHOP, body, genuine(body));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(house.rows("77001")).isEqualTo(1);
  }

  static String[] genuine(byte[] body, String... more) {
    return genuine("application/json", body, more);
  }

  static String[] genuine(String contentType, byte[] body, String... more) {
    String[] lines = java.util.Arrays.copyOf(more, more.length + 3);
    lines[more.length] = "Content-Type: " + contentType;
    lines[more.length + 1] = "X-WC-Webhook-Topic: order.updated";
    lines[more.length + 2] = "X-WC-Webhook-Signature: " + signature(body);
    return lines;
  }

  /** The shop decodes the secret's special characters before it signs. */
  static String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("s3cret & <more>".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
