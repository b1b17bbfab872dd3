package io.ledgerroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.access.Visitor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityTest {

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    GET  | /                                                | 401 | 200 | 200
    GET  | /api/v1/connections                              | 401 | 200 | 200
    GET  | /api/v1/connections/craft-shop                   | 401 | 200 | 200
    PUT  | /api/v1/connections/craft-shop/credentials/x     | 401 | 403 | 415
    POST | /api/v1/connections/craft-shop/poll              | 401 | 403 | 409
    POST | /api/v1/connections/craft-shop/pause             | 401 | 403 | 200
    POST | /api/v1/connections/nobody/resume                | 401 | 403 | 404
    GET  | /api/v1/messages                                 | 401 | 200 | 200
    GET  | /api/v1/messages/99999999                        | 401 | 404 | 404
    POST | /api/v1/messages/99999999/replay                 | 401 | 403 | 404
    POST | /api/v1/messages/replay                          | 401 | 403 | 400
    POST | /api/v1/messages/99999999/discard                | 401 | 403 | 400
    GET  | /api/v1/audit                                    | 401 | 200 | 200
    GET  | /api/v1/links?system=xero&type=invoice&id=1      | 401 | 200 | 200
    GET  | /connect/xero/craft-shop                         | 401 | 403 | 302
    GET  | /connect/xero/callback                           | 401 | 403 | 400
    GET  | /actuator/health                                 | 200 | 200 | 200
    GET  | /actuator/health/readiness                       | 200 | 200 | 200
    GET  | /actuator/health/liveness                        | 200 | 200 | 200
    GET  | /actuator/prometheus                             | 401 | 200 | 200
    GET  | /actuator/env                                    | 401 | 404 | 404
    GET  | /actuator                                        | 401 | 200 | 200
    GET  | /error                                           | 401 | 404 | 404
    GET  | /nothing                                         | 401 | 404 | 404
    """
  )
  void each_address_is_for_those_it_is_for(String method, String path, int nobody, int viewer, int operator) {
    assertThat(house.send(method, null, path, null).status()).as("nobody").isEqualTo(nobody);
    assertThat(house.send(method, "eve", path, null).status()).as("viewer").isEqualTo(viewer);
    assertThat(house.send(method, "admin", path, null).status()).as("operator").isEqualTo(operator);
  }

  @Test
  void who_is_not_signed_in_or_not_allowed_is_told_what_to_do() throws Exception {
    Answer nobody = house.get(null, "/api/v1/messages");
    Answer viewer = house.post("eve", "/api/v1/connections/craft-shop/poll", "");

    assertThat(nobody.header("WWW-Authenticate")).startsWith("Basic ");
    assertThat(nobody.detail()).contains("Sign in");
    assertThat(viewer.detail()).contains("sign in as an operator");
    for (Answer answer : List.of(nobody, viewer)) {
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(answer.header("Set-Cookie")).isNull();
      assertThat(answer.toString()).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void every_answer_carries_the_headers_that_protect_a_browser_and_no_cookie() {
    for (String path : List.of("/api/v1/messages", "/actuator/health", "/nothing")) {
      Answer answer = house.get("eve", path);
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(answer.header("Content-Security-Policy")).as(path).contains("default-src 'self'");
      assertThat(answer.header("Cache-Control")).as(path).contains("no-store");
      assertThat(answer.header("Set-Cookie")).as(path).isNull();
    }
  }

  @Test
  void health_says_no_more_than_up_to_those_who_are_not_signed_in() {
    assertThat(house.get(null, "/actuator/health/readiness").response().body()).isEqualTo(
      "{\"status\":\"UP\"}"
    );
    assertThat(house.get("eve", "/actuator/health/readiness").response().body()).contains("routes", "db");
  }

  @Test
  void the_consent_keeps_the_operator_signed_in_until_xero_sends_the_browser_back() {
    Visitor operator = new Visitor(house).signedInAs("admin");

    Answer begun = operator.open("/connect/xero/craft-shop");
    Answer back = operator.open("/connect/xero/callback", "Sec-Fetch-Site", "cross-site");
    Answer api = operator.open("/api/v1/messages");

    assertThat(begun.header("Location")).startsWith("http://localhost:1/identity/connect/authorize?");
    assertThat(back.status()).isEqualTo(400);
    assertThat(back.response().body()).contains("Begin again");
    assertThat(api.status()).isEqualTo(401);
  }

  @Test
  void a_page_of_another_site_cannot_change_anything_with_the_browser_s_credentials() throws Exception {
    String pause = "/api/v1/connections/craft-shop/pause";

    Answer crossSite = house.post("admin", pause, "", "Sec-Fetch-Site", "cross-site");
    Answer oldBrowser = house.post("admin", pause, "", "Origin", "https://elsewhere.example");
    Answer console = house.post("admin", pause, "", "Sec-Fetch-Site", "same-origin");
    Answer oldConsole = house.post("admin", pause, "", "Origin", "http://localhost:" + house.port());

    assertThat(List.of(crossSite.status(), oldBrowser.status())).containsOnly(403);
    assertThat(crossSite.detail()).contains("another site");
    assertThat(List.of(console.status(), oldConsole.status())).containsOnly(200);
  }

  @Test
  void guessing_is_slowed_down_for_that_user_alone() throws Exception {
    for (int guess = 0; guess < 5; guess++) {
      assertThat(guess("mallory", "guess-" + guess).status()).isEqualTo(401);
    }

    Answer refused = guess("mallory", "guess-5");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
    assertThat(refused.detail()).contains("try again in");
    assertThat(house.get("eve", "/api/v1/messages").status()).isEqualTo(200);
    assertThat(house.log()).doesNotContain("guess-", "mallory");
  }

  private static Answer guess(String user, String password) {
    return house.sendAs("GET", user, password, "/api/v1/messages", null);
  }

  @Test
  void a_webhook_passes_without_sign_in_session_or_cookie() {
    Answer answer = house.post(null, "/webhooks/woocommerce/craft-shop", "{}");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().body()).contains("X-WC-Webhook-Signature").doesNotContain("curl");
    assertThat(answer.header("Set-Cookie")).isNull();
    assertThat(answer.header("WWW-Authenticate")).isNull();
  }

  @Test
  void the_password_of_the_first_user_reaches_no_log() {
    house.get("admin", "/api/v1/messages");

    assertThat(house.log()).doesNotContain(ConsoleHouse.PASSWORD);
  }
}
