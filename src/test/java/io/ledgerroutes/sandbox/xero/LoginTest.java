package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {

  private final TestClock clock = new TestClock();
  private Sandbox sandbox;
  private Caller app;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults().withClock(clock)).start();
    app = new Caller(sandbox.url()).with("Authorization", Caller.basic("sandbox-client", "sandbox-secret"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Caller.Reply authorize(String redirect, String scopes, String more) {
    return app.get(
      "/identity/connect/authorize?response_type=code&client_id=sandbox-client&state=a%2Bb&redirect_uri=" +
        Caller.encode(redirect) +
        "&scope=" +
        Caller.encode(scopes) +
        more
    );
  }

  private Caller.Reply exchange(String code, String redirect, String verifier) {
    return app.form(
      "/connect/token",
      Map.of(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        redirect,
        "code_verifier",
        verifier
      )
    );
  }

  private Caller.Reply refresh(JsonNode pair) {
    return app.form(
      "/connect/token",
      Map.of("grant_type", "refresh_token", "refresh_token", pair.path("refresh_token").asText())
    );
  }

  private int readsWith(JsonNode pair) {
    return new Caller(sandbox.url())
      .with("Authorization", "Bearer " + pair.path("access_token").asText())
      .with("Xero-tenant-id", Caller.TENANT)
      .with("Accept", "application/json")
      .get("/api.xro/2.0/Organisation")
      .status();
  }

  private JsonNode ledger() {
    return new Caller(sandbox.url()).get("/sandbox/ledger").json();
  }

  @Test
  void the_login_approves_by_itself_and_brings_the_state_back() {
    Caller.Reply reply = authorize(Caller.REDIRECT, Caller.SCOPES, "");
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).startsWith(Caller.REDIRECT + "?").contains("state=a%2Bb", "code=");
  }

  @Test
  void a_consent_without_offline_access_or_with_a_broad_scope_is_an_invalid_scope() {
    assertThat(authorize(Caller.REDIRECT, "accounting.contacts", "").header("Location")).contains(
      "error=invalid_scope"
    );
    assertThat(
      authorize(Caller.REDIRECT, "offline_access accounting.transactions", "").header("Location")
    ).contains("error=invalid_scope");
  }

  @Test
  void only_https_and_http_localhost_may_be_redirected_to() {
    assertThat(authorize("http://127.0.0.1:9/x", Caller.SCOPES, "").status()).isEqualTo(400);
    assertThat(authorize("http://shop.example/x", Caller.SCOPES, "").status()).isEqualTo(400);
    assertThat(authorize("https://shop.example/x", Caller.SCOPES, "").status()).isEqualTo(302);
  }

  @Test
  void a_code_works_once_and_for_five_minutes() {
    String code = Caller.code(sandbox.url(), Caller.SCOPES, "");
    assertThat(exchange(code, Caller.REDIRECT, "").status()).isEqualTo(200);
    assertThat(exchange(code, Caller.REDIRECT, "").json().path("error").asText()).isEqualTo("invalid_grant");
    String late = Caller.code(sandbox.url(), Caller.SCOPES, "");
    clock.advance(Duration.ofMinutes(5));
    assertThat(exchange(late, Caller.REDIRECT, "").status()).isEqualTo(400);
  }

  @Test
  void a_challenged_code_wants_its_verifier() throws Exception {
    String verifier = "v".repeat(43);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    String challenge =
      "&code_challenge_method=S256&code_challenge=" +
      Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    assertThat(
      exchange(Caller.code(sandbox.url(), Caller.SCOPES, challenge), Caller.REDIRECT, "w".repeat(43)).status()
    ).isEqualTo(400);
    assertThat(
      exchange(Caller.code(sandbox.url(), Caller.SCOPES, challenge), Caller.REDIRECT, verifier).status()
    ).isEqualTo(200);
    assertThat(
      authorize(Caller.REDIRECT, Caller.SCOPES, challenge.replace("S256", "plain")).header("Location")
    ).contains("error=invalid_request");
  }

  @Test
  void a_wrong_client_secret_is_refused() {
    Caller stranger = new Caller(sandbox.url()).with(
      "Authorization",
      Caller.basic("sandbox-client", "guess")
    );
    assertThat(
      stranger.form("/connect/token", Map.of("grant_type", "refresh_token")).json().path("error").asText()
    ).isEqualTo("invalid_client");
  }

  @Test
  void an_access_token_lives_thirty_minutes() {
    JsonNode pair = Caller.consent(sandbox.url());
    assertThat(pair.path("expires_in").asInt()).isEqualTo(1800);
    assertThat(readsWith(pair)).isEqualTo(200);
    clock.advance(Duration.ofMinutes(30));
    assertThat(readsWith(pair)).isEqualTo(401);
  }

  @Test
  void a_refresh_token_rotates_and_the_old_one_brings_the_newest_pair_for_thirty_minutes() {
    JsonNode first = Caller.consent(sandbox.url());
    JsonNode second = refresh(first).json();
    assertThat(second.path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
    clock.advance(Duration.ofMinutes(30));
    JsonNode retried = refresh(first).json();
    assertThat(retried.path("refresh_token")).isEqualTo(second.path("refresh_token"));
    clock.advance(Duration.ofMillis(1));
    assertThat(refresh(first).json().path("error").asText()).isEqualTo("invalid_grant");
    assertThat(refresh(second).status()).isEqualTo(200);
    JsonNode counts = ledger().path("identity");
    assertThat(counts.path("refreshes").asInt()).isEqualTo(2);
    assertThat(counts.path("refreshRetries").asInt()).isEqualTo(1);
    assertThat(counts.path("deadRefreshes").asInt()).isEqualTo(1);
    assertThat(ledger().path("violations").path("dead-refresh-token").asInt()).isEqualTo(1);
  }

  @Test
  void a_refresh_token_unused_for_sixty_days_is_dead() {
    JsonNode pair = Caller.consent(sandbox.url());
    clock.advance(Duration.ofDays(60));
    JsonNode next = refresh(pair).json();
    clock.advance(Duration.ofDays(60).plusMillis(1));
    assertThat(refresh(next).status()).isEqualTo(400);
  }

  @Test
  void a_revoked_grant_opens_nothing_any_more() {
    JsonNode pair = Caller.consent(sandbox.url());
    assertThat(
      app.form("/connect/revocation", Map.of("token", pair.path("refresh_token").asText())).status()
    ).isEqualTo(200);
    assertThat(readsWith(pair)).isEqualTo(401);
    assertThat(refresh(pair).status()).isEqualTo(400);
  }

  @Test
  void a_grant_covers_the_tenants_that_were_offered_and_one_can_be_disconnected() {
    new Caller(sandbox.url()).post(
      "/sandbox/consent",
      "{\"tenants\":[\"" + Caller.TENANT + "\",\"" + Caller.OTHER_TENANT + "\"]}"
    );
    Caller xero = Caller.connected(sandbox.url(), Caller.TENANT);
    JsonNode connections = xero.get("/connections").json();
    assertThat(connections.findValuesAsText("tenantId")).containsExactly(Caller.TENANT, Caller.OTHER_TENANT);
    String event = connections.get(0).path("authEventId").asText();
    assertThat(xero.get("/connections?authEventId=" + event).json()).hasSize(2);
    assertThat(xero.get("/connections?authEventId=other").json()).isEmpty();
    assertThat(xero.delete("/connections/" + connections.get(0).path("id").asText()).status()).isEqualTo(204);
    Caller.Reply refused = xero.get("/api.xro/2.0/Organisation");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("Detail").asText()).isEqualTo("AuthenticationUnsuccessful");
    assertThat(
      xero.with("Xero-tenant-id", Caller.OTHER_TENANT).get("/api.xro/2.0/Organisation").status()
    ).isEqualTo(200);
  }

  @Test
  void a_person_disconnects_an_organisation_and_the_call_that_finds_out_is_no_violation() {
    Caller xero = Caller.connected(sandbox.url(), Caller.TENANT);
    new Caller(sandbox.url()).post("/sandbox/disconnect", "{\"tenant\":\"" + Caller.TENANT + "\"}");
    assertThat(xero.get("/api.xro/2.0/Organisation").status()).isEqualTo(403);
    assertThat(ledger().path("violations").has("foreign-tenant")).isFalse();
    assertThat(xero.get("/connections").json().findValuesAsText("tenantId")).doesNotContain(Caller.TENANT);
    assertThat(
      xero.with("Xero-tenant-id", Caller.OTHER_TENANT).get("/api.xro/2.0/Organisation").status()
    ).isEqualTo(200);
    assertThat(xero.with("Xero-tenant-id", "another").get("/api.xro/2.0/Organisation").status()).isEqualTo(
      403
    );
    assertThat(ledger().path("violations").path("foreign-tenant").asInt()).isEqualTo(1);
    assertThat(new Caller(sandbox.url()).post("/sandbox/disconnect", "{}").status()).isEqualTo(400);
  }

  @Test
  void a_refresh_whose_answer_was_lost_can_be_sent_again_within_the_grace() {
    JsonNode first = Caller.consent(sandbox.url());
    new Caller(sandbox.url()).post(
      "/sandbox/faults",
      "{\"system\":\"identity\",\"kind\":\"cut\",\"path\":\"/connect/token\"}"
    );
    assertThatThrownBy(() -> refresh(first)).isInstanceOf(UncheckedIOException.class);
    JsonNode second = refresh(first).json();
    assertThat(readsWith(second)).isEqualTo(200);
    assertThat(ledger().path("identity").path("refreshRetries").asInt()).isEqualTo(1);
  }

  @Test
  void the_list_of_connections_may_fail_like_the_rest_of_the_identity() {
    Caller xero = Caller.connected(sandbox.url(), Caller.TENANT);
    new Caller(sandbox.url()).post(
      "/sandbox/faults",
      "{\"system\":\"identity\",\"kind\":\"html\",\"path\":\"/connections\"}"
    );
    assertThat(xero.get("/connections").status()).isEqualTo(503);
    assertThat(xero.get("/connections").status()).isEqualTo(200);
  }

  @Test
  void a_scope_that_was_not_asked_for_is_refused() {
    String code = Caller.code(sandbox.url(), "offline_access accounting.invoices.read", "");
    JsonNode pair = exchange(code, Caller.REDIRECT, "").json();
    Caller reader = new Caller(sandbox.url())
      .with("Authorization", "Bearer " + pair.path("access_token").asText())
      .with("Xero-tenant-id", Caller.TENANT)
      .with("Accept", "application/json");
    assertThat(reader.get("/api.xro/2.0/Invoices?page=1").status()).isEqualTo(200);
    assertThat(reader.put("/api.xro/2.0/Invoices", "{}").status()).isEqualTo(401);
    assertThat(reader.get("/api.xro/2.0/Contacts").status()).isEqualTo(401);
  }
}
