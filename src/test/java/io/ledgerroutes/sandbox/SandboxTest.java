package io.ledgerroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.xero.XeroTenant;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@Timeout(60)
class SandboxTest {

  private static final String CURRENCIES = "/api.xro/2.0/Currencies";
  private static final String CONTACTS = "/api.xro/2.0/Contacts";
  private static final String ANN = "{\"Contacts\":[{\"Name\":\"Ann\"}]}";

  @TempDir
  Path directory;

  private Sandbox sandbox;
  private Caller control;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(SandboxSettings.defaults()).start();
    control = new Caller(sandbox.url());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void arm(String fault) {
    assertThat(control.post("/sandbox/faults", fault).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
    { "too-many-requests, 429", "error-before, 500", "html, 503", "offline, 503", "token-revoked, 401" }
  )
  void a_fault_happens_as_often_as_it_was_ordered(String kind, int status) {
    Caller xero = Caller.connected(sandbox.url(), Caller.TENANT);
    arm("{\"system\":\"xero\",\"kind\":\"" + kind + "\",\"path\":\"/Currencies\",\"times\":1}");
    assertThat(xero.get(CONTACTS).status()).isEqualTo(200);
    assertThat(xero.get(CURRENCIES).status()).isEqualTo(status);
    assertThat(xero.get(CURRENCIES).status()).isEqualTo(kind.equals("token-revoked") ? 401 : 200);
    assertThat(control.get("/sandbox/faults").json().path("hits").path("xero " + kind).asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({ "reset", "timeout", "answer-lost" })
  void some_faults_close_the_connection_without_an_answer(String kind) {
    Caller shop = Caller.shop(sandbox.url());
    arm("{\"system\":\"shop\",\"kind\":\"" + kind + "\",\"times\":-1,\"millis\":50}");
    assertThatThrownBy(() -> shop.get("/shop/wp-json/wc/v3/orders")).isInstanceOf(UncheckedIOException.class);
    control.delete("/sandbox/faults");
    assertThat(shop.get("/shop/wp-json/wc/v3/orders").status()).isEqualTo(200);
  }

  @Test
  void a_shop_that_is_offline_says_so_in_html() {
    arm("{\"system\":\"shop\",\"kind\":\"offline\"}");
    Caller.Reply reply = Caller.shop(sandbox.url()).get("/shop/wp-json/wc/v3/orders");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("600");
    assertThat(reply.header("Content-Type")).startsWith("text/html");
  }

  @Test
  void a_fault_may_be_a_matter_of_chance_by_its_seed() {
    Caller xero = Caller.connected(sandbox.url(), Caller.TENANT);
    arm("{\"system\":\"xero\",\"kind\":\"error-before\",\"times\":-1,\"probability\":0.5,\"seed\":4}");
    int failed = 0;
    for (int i = 0; i < 40; i++) {
      failed += xero.get(CURRENCIES).status() == 500 ? 1 : 0;
    }
    assertThat(failed).isBetween(8, 32);
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "{\"system\":\"mars\",\"kind\":\"slow\"} | system must be",
      "{\"system\":\"xero\",\"kind\":\"tired\"} | kind must be one of",
      "nonsense | The body must be a JSON object",
    }
  )
  void a_fault_that_makes_no_sense_is_refused_with_what_to_do(String fault, String words) {
    Caller.Reply reply = control.post("/sandbox/faults", fault);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).startsWith(words);
  }

  @Test
  void the_ledger_counts_documents_calls_and_limits_by_tenant() {
    Caller xero = Caller.connected(sandbox.url(), Caller.TENANT);
    xero.put(
      "/api.xro/2.0/Invoices?unitdp=4",
      """
      {"Invoices":[{"Type":"ACCREC","InvoiceNumber":"W-1","Contact":{"Name":"Ann"},"DueDate":"2026-11-30",
       "Status":"AUTHORISED","LineItems":[{"Description":"x","UnitAmount":10,"AccountCode":"200"}]}]}
      """
    );
    JsonNode ledger = control.get("/sandbox/ledger?detail=invoices").json();
    assertThat(ledger.path("documents").path("ACCREC AUTHORISED AUD").path("count").asInt()).isEqualTo(1);
    assertThat(
      ledger.path("documents").path("ACCREC AUTHORISED AUD").path("total").decimalValue()
    ).isEqualByComparingTo("11.00");
    JsonNode tenant = ledger.path("tenants").path(Caller.TENANT);
    assertThat(tenant.path("list").get(0).path("InvoiceNumber").asText()).isEqualTo("W-1");
    assertThat(tenant.path("list").get(0).path("Contact").asText()).isEqualTo("Ann");
    assertThat(tenant.path("calls").path("byPath").path("PUT /Invoices").asInt()).isEqualTo(1);
    assertThat(tenant.path("calls").path("byMinute")).hasSize(1);
    assertThat(ledger.path("tenants")).hasSize(XeroTenant.DEFAULTS.size());
    JsonNode other = control.get("/sandbox/ledger?tenant=" + Caller.OTHER_TENANT).json();
    assertThat(other.path("invoices").asInt()).isZero();
    assertThat(other.path("tenants")).hasSize(1);
  }

  @Test
  void a_reset_forgets_records_keeps_consents_and_tells_who_asked_to_know() {
    AtomicInteger told = new AtomicInteger();
    sandbox.onReset(told::incrementAndGet);
    Caller xero = Caller.connected(sandbox.url(), Caller.TENANT);
    xero.put(CONTACTS, ANN);
    control.post("/sandbox/shop/orders", "{\"count\":2}");
    assertThat(control.delete("/sandbox").status()).isEqualTo(204);
    assertThat(told).hasValue(1);
    assertThat(control.get("/sandbox/ledger").json().path("contacts").asInt()).isZero();
    assertThat(control.get("/sandbox/shop").json().path("shop").path("orders").asInt()).isZero();
    assertThat(xero.put(CONTACTS, ANN).status()).isEqualTo(200);
  }

  @Test
  void the_front_page_says_what_is_here() {
    assertThat(control.get("/").body()).contains(
      "/sandbox/shop/orders",
      "Craft Shop Pty Ltd",
      "/shops/shop-2"
    );
    assertThat(control.get("/nowhere").status()).isEqualTo(404);
  }

  @Test
  void the_default_shop_can_have_its_webhooks_from_the_start() {
    SandboxSettings settings = SandboxSettings.defaults().withShopWebhooksTo("http://localhost:9/hook");
    try (Sandbox wired = new Sandbox(settings.withStateDir(directory)).start()) {
      assertThat(Caller.shop(wired.url()).get("/shop/wp-json/wc/v3/webhooks").json()).hasSize(3);
    }
    try (Sandbox again = new Sandbox(settings.withStateDir(directory)).start()) {
      assertThat(Caller.shop(again.url()).get("/shop/wp-json/wc/v3/webhooks").json()).hasSize(3);
    }
  }

  @Test
  void its_xero_is_told_of_the_runtimes_webhooks_once_the_runtime_takes_them() throws Exception {
    try (Receiver receiver = new Receiver()) {
      SandboxXeroWebhook set = new SandboxXeroWebhook(sandbox, receiver.url(), "k3y");
      set.ready(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
      assertThat(control.get("/sandbox/xero/webhook").json().path("status").asText()).isEqualTo("OFF");
      set.ready(new AvailabilityChangeEvent<>(this, ReadinessState.ACCEPTING_TRAFFIC));
      assertThat(control.get("/sandbox/xero/webhook").json().path("url").asText()).isEqualTo(receiver.url());
      assertThat(receiver.received()).isNotEmpty();
    }
  }

  @Test
  void a_taken_port_is_named_with_what_to_do() {
    assertThatThrownBy(() -> new Sandbox(SandboxSettings.defaults().withPort(sandbox.port())).start())
      .isInstanceOf(UncheckedIOException.class)
      .hasMessageContaining("ledger.sandbox.port");
  }

  @Test
  void a_process_of_its_own_remembers_what_it_answered_after_kill_9() throws Exception {
    Process first = process();
    String url = url(first);
    Caller xero = Caller.connected(url, Caller.TENANT);
    assertThat(xero.put(CONTACTS, ANN).status()).isEqualTo(200);
    new Caller(url).post("/sandbox/shop/orders", "{\"count\":3}");
    first.destroyForcibly().waitFor();
    Process second = process();
    try {
      Caller survivor = new Caller(url(second));
      assertThat(survivor.get("/sandbox/ledger").json().path("contacts").asInt()).isEqualTo(1);
      assertThat(survivor.get("/sandbox/shop").json().path("shop").path("orders").asInt()).isEqualTo(3);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  private Process process() throws Exception {
    return new ProcessBuilder(
      ProcessHandle.current().info().command().orElseThrow(),
      "-cp",
      System.getProperty("java.class.path"),
      SandboxMain.class.getName(),
      "--port=0",
      "--sftp-port=0",
      "--state-dir=" + directory
    )
      .redirectErrorStream(true)
      .start();
  }

  private static String url(Process process) throws Exception {
    BufferedReader out = new BufferedReader(
      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)
    );
    String line = out.readLine();
    assertThat(line).startsWith("Sandbox ready on port ");
    return "http://localhost:" + line.replaceAll("\\D*(\\d+),.*", "$1");
  }

  @Test
  void it_runs_inside_under_the_profile_sandbox_unless_told_not_to() {
    ApplicationContextRunner runner = new ApplicationContextRunner()
      .withUserConfiguration(SandboxInside.class)
      .withPropertyValues(
        "ledger.sandbox.port=0",
        "ledger.sandbox.sftp-port=0",
        "ledger.data-dir=" + directory
      );
    runner
      .withPropertyValues("spring.profiles.active=sandbox")
      .run(context -> {
        Sandbox inside = context.getBean(Sandbox.class);
        assertThat(new Caller(inside.url()).get("/").status()).isEqualTo(200);
        assertThat(directory.resolve("sandbox/sandbox.journal")).exists();
      });
    runner.run(context -> assertThat(context).doesNotHaveBean(Sandbox.class));
    runner
      .withPropertyValues("spring.profiles.active=sandbox", "ledger.sandbox.inside=false")
      .run(context -> assertThat(context).doesNotHaveBean(Sandbox.class));
  }
}
