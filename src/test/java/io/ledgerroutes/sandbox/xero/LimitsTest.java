package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final String PATH = "/api.xro/2.0/Currencies";

  private final TestClock clock = new TestClock();
  private Sandbox sandbox;
  private Caller xero;
  private Caller control;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults().withClock(clock)).start();
    xero = Caller.connected(sandbox.url(), Caller.TENANT);
    control = new Caller(sandbox.url());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private JsonNode tenant() {
    return control.get("/sandbox/ledger?tenant=" + Caller.TENANT).json().path("tenants").path(Caller.TENANT);
  }

  /** Moves to just after the start of a window of this tenant. */
  private void toFreshWindow(Caller caller) {
    control.post("/sandbox/limits", "{\"minute\":1}");
    caller.get(PATH);
    Caller.Reply refused = caller.get(PATH);
    clock.advance(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))));
    control.post("/sandbox/limits", "{\"minute\":60}");
  }

  @Test
  void the_sixty_first_call_of_a_window_is_refused_with_nothing_but_headers() {
    toFreshWindow(xero);
    for (int i = 59; i >= 0; i--) {
      Caller.Reply reply = xero.get(PATH);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("X-MinLimit-Remaining")).isEqualTo(Integer.toString(i));
      assertThat(reply.header("X-DayLimit-Remaining")).isNotNull();
      assertThat(reply.header("X-AppMinLimit-Remaining")).isNotNull();
    }
    Caller.Reply refused = xero.get(PATH);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.header("Content-Type")).isNull();
    assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("minute");
    long wait = Long.parseLong(refused.header("Retry-After"));
    assertThat(wait).isBetween(1L, 60L);
    clock.advance(Duration.ofSeconds(wait));
    assertThat(xero.get(PATH).status()).isEqualTo(200);
    assertThat(tenant().path("refused").path("minute").asInt()).isEqualTo(2);
    assertThat(tenant().path("maxInMinute").asInt()).isEqualTo(60);
  }

  @Test
  void windows_are_fixed_so_two_full_ones_may_follow_each_other_at_once() {
    toFreshWindow(xero);
    clock.advance(Duration.ofSeconds(59));
    for (int i = 0; i < 60; i++) {
      assertThat(xero.get(PATH).status()).isEqualTo(200);
    }
    clock.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 60; i++) {
      assertThat(xero.get(PATH).status()).isEqualTo(200);
    }
    assertThat(xero.get(PATH).status()).isEqualTo(429);
  }

  @Test
  void windows_of_different_tenants_start_at_different_times() {
    control.post("/sandbox/limits", "{\"minute\":1}");
    Set<String> waits = new HashSet<>();
    for (XeroTenant tenant : XeroTenant.DEFAULTS) {
      Caller caller = xero.with("Xero-tenant-id", tenant.id());
      caller.get(PATH);
      waits.add(caller.get(PATH).header("Retry-After"));
    }
    assertThat(waits).hasSizeGreaterThan(3);
  }

  @Test
  void the_day_is_limited_too() {
    control.post("/sandbox/limits", "{\"day\":2}");
    xero.get(PATH);
    xero.get(PATH);
    Caller.Reply refused = xero.get(PATH);
    assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("day");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 86_400L);
  }

  @Test
  void the_whole_app_is_limited_and_then_nothing_says_when_to_come_back() {
    control.post("/sandbox/limits", "{\"appMinute\":2}");
    xero.get(PATH);
    xero.with("Xero-tenant-id", Caller.OTHER_TENANT).get(PATH);
    Caller.Reply refused = xero.get(PATH);
    assertThat(refused.header("X-Rate-Limit-Problem")).isEqualTo("appminute");
    assertThat(refused.header("Retry-After")).isNull();
  }

  @Test
  void the_sixth_call_at_once_is_refused_and_not_always_told_why() throws Exception {
    control.post("/sandbox/faults", "{\"system\":\"xero\",\"kind\":\"slow\",\"times\":5,\"millis\":20000}");
    List<Future<Integer>> slow = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        slow.add(threads.submit(() -> xero.get(PATH).status()));
      }
      await().until(() -> tenant().path("maxInFlight").asInt() == 5);
      Caller.Reply first = xero.get(PATH);
      Caller.Reply second = xero.get(PATH);
      assertThat(first.status()).isEqualTo(429);
      assertThat(first.header("X-Rate-Limit-Problem")).isEqualTo("concurrent");
      assertThat(first.header("Retry-After")).isNull();
      assertThat(second.status()).isEqualTo(429);
      assertThat(second.header("X-Rate-Limit-Problem")).isNull();
      assertThat(xero.with("Xero-tenant-id", Caller.OTHER_TENANT).get(PATH).status()).isEqualTo(200);
      sandbox.close();
      threads.shutdownNow();
    }
    assertThat(slow).hasSize(5);
  }

  @Test
  void limits_are_checked_before_idempotency_so_a_refused_write_can_be_sent_again() {
    control.post("/sandbox/limits", "{\"day\":0}");
    Caller keyed = xero.with("Idempotency-Key", "k");
    String contact = "{\"Contacts\":[{\"Name\":\"Ann\"}]}";
    assertThat(keyed.put("/api.xro/2.0/Contacts", contact).status()).isEqualTo(429);
    control.post("/sandbox/limits", "{\"day\":5000}");
    assertThat(keyed.put("/api.xro/2.0/Contacts", contact).status()).isEqualTo(200);
  }

  @Test
  void limits_can_be_switched_off() {
    control.post("/sandbox/limits", "{\"enabled\":false,\"minute\":1}");
    for (int i = 0; i < 5; i++) {
      assertThat(xero.get(PATH).status()).isEqualTo(200);
    }
    assertThat(tenant().path("overLimit").asInt()).isZero();
  }
}
