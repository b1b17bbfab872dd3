package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTest {

  private static final String CONTACTS = "/api.xro/2.0/Contacts";
  private static final String ANN = "{\"Contacts\":[{\"Name\":\"Ann\"}]}";
  private static final String BEN = "{\"Contacts\":[{\"Name\":\"Ben\"}]}";

  @TempDir
  Path directory;

  private final TestClock clock = new TestClock();
  private Sandbox sandbox;
  private Caller xero;
  private Caller control;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults().withClock(clock).withStateDir(directory)).start();
    xero = Caller.connected(sandbox.url(), Caller.TENANT);
    control = new Caller(sandbox.url());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private int contacts() {
    return control.get("/sandbox/ledger").json().path("contacts").asInt();
  }

  private void arm(String kind, String more) {
    control.post("/sandbox/faults", "{\"system\":\"xero\",\"kind\":\"" + kind + "\"" + more + "}");
  }

  @Test
  void a_repeated_put_is_answered_from_the_first_call() {
    Caller keyed = xero.with("Idempotency-Key", "k");
    String first = keyed.put(CONTACTS, ANN).body();
    assertThat(keyed.put(CONTACTS, ANN).body()).isEqualTo(first);
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void six_minutes_after_the_first_call_the_key_is_forgotten() {
    Caller keyed = xero.with("Idempotency-Key", "k");
    String first = keyed.put(CONTACTS, ANN).body();
    clock.advance(Duration.ofMinutes(6));
    assertThat(keyed.put(CONTACTS, ANN).body()).isEqualTo(first);
    clock.advance(Duration.ofMillis(1));
    assertThat(keyed.put(CONTACTS, ANN).body()).contains("already assigned to another contact");
  }

  @Test
  void another_request_under_the_same_key_is_refused_also_for_another_tenant() {
    Caller keyed = xero.with("Idempotency-Key", "k");
    keyed.put(CONTACTS, ANN);
    assertThat(keyed.put(CONTACTS, BEN).status()).isEqualTo(400);
    assertThat(keyed.with("Xero-tenant-id", Caller.OTHER_TENANT).put(CONTACTS, ANN).status()).isEqualTo(400);
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void a_server_error_is_replayed_as_well() {
    Caller keyed = xero.with("Idempotency-Key", "k");
    arm("error-before", "");
    assertThat(keyed.put(CONTACTS, ANN).status()).isEqualTo(500);
    assertThat(keyed.put(CONTACTS, ANN).status()).isEqualTo(500);
    assertThat(xero.with("Idempotency-Key", "other").put(CONTACTS, ANN).status()).isEqualTo(200);
  }

  @Test
  void a_key_longer_than_128_characters_is_refused() {
    assertThat(xero.with("Idempotency-Key", "k".repeat(128)).put(CONTACTS, ANN).status()).isEqualTo(200);
    assertThat(xero.with("Idempotency-Key", "k".repeat(129)).put(CONTACTS, BEN).status()).isEqualTo(400);
  }

  @Test
  void a_repeat_that_comes_while_the_first_is_at_work_gets_its_answer() throws Exception {
    Caller keyed = xero.with("Idempotency-Key", "k");
    arm("slow", ",\"millis\":3000");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(() -> keyed.put(CONTACTS, ANN).body());
      await().until(() -> control.get("/sandbox/faults").json().path("hits").path("xero slow").asInt() == 1);
      Future<String> repeat = threads.submit(() -> keyed.put(CONTACTS, ANN).body());
      assertThat(contacts()).isZero();
      assertThat(repeat.get()).isEqualTo(first.get());
    }
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void a_lost_answer_was_written_and_is_told_to_the_repeat() {
    Caller keyed = xero.with("Idempotency-Key", "k");
    arm("answer-lost", ",\"path\":\"/Contacts\"");
    assertThatThrownBy(() -> keyed.put(CONTACTS, ANN)).isInstanceOf(UncheckedIOException.class);
    assertThat(contacts()).isEqualTo(1);
    assertThat(keyed.put(CONTACTS, ANN).json().path("Contacts").get(0).path("Name").asText()).isEqualTo(
      "Ann"
    );
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void the_answer_outlives_the_sandbox() {
    Caller keyed = xero.with("Idempotency-Key", "k");
    String first = keyed.put(CONTACTS, ANN).body();
    try (
      Sandbox again = new Sandbox(SandboxSettings.defaults().withClock(clock).withStateDir(directory)).start()
    ) {
      Caller reconnected = Caller.connected(again.url(), Caller.TENANT).with("Idempotency-Key", "k");
      assertThat(reconnected.put(CONTACTS, ANN).body()).isEqualTo(first);
    }
  }

  @Test
  void a_poisoned_element_fails_every_request_that_holds_it() {
    arm("error-before", ",\"match\":\"Ben\",\"times\":-1");
    assertThat(xero.put(CONTACTS, BEN).status()).isEqualTo(500);
    assertThat(xero.put(CONTACTS, ANN).status()).isEqualTo(200);
    assertThat(xero.put(CONTACTS, BEN).status()).isEqualTo(500);
    control.delete("/sandbox/faults");
    assertThat(xero.put(CONTACTS, BEN).status()).isEqualTo(200);
    await().untilAsserted(() -> assertThat(contacts()).isEqualTo(2));
  }
}
