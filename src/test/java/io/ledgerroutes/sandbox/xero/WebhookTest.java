package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.stage.Hmac;
import io.ledgerroutes.sandbox.stage.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WebhookTest {

  private static final String KEY = "k3y";

  @TempDir
  Path directory;

  private final Endpoint endpoint = new Endpoint();
  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk(SandboxSettings.defaults().withStateDir(directory));
  }

  @AfterEach
  void stop() {
    desk.close();
    endpoint.server.stop(0);
  }

  /** Takes webhooks as an app should, or as it is told to. */
  private static final class Endpoint {

    private final HttpServer server;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile boolean credulous;
    private volatile boolean chatty;
    private volatile boolean baking;

    private Endpoint() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      server.createContext("/", this::take);
      server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean right = Hmac.sha256(body, KEY).equals(
        exchange.getRequestHeaders().getFirst("x-xero-signature")
      );
      if (right) {
        taken.add(Json.parse(body).orElseThrow());
      }
      if (baking) {
        exchange.getResponseHeaders().set("Set-Cookie", "a=b");
      }
      exchange.sendResponseHeaders(right || credulous ? status : 401, chatty ? 2 : -1);
      if (chatty) {
        exchange.getResponseBody().write("ok".getBytes());
      }
      exchange.close();
    }

    private String url() {
      return "http://localhost:" + server.getAddress().getPort() + "/webhooks/xero";
    }

    private List<JsonNode> events() {
      List<JsonNode> events = new ArrayList<>();
      taken.forEach(body -> body.path("events").forEach(events::add));
      return events;
    }
  }

  private JsonNode configure(String more) {
    return desk
      .tell("xero/webhook", "{'url':'" + endpoint.url() + "','key':'" + KEY + "'" + more + "}")
      .json();
  }

  private JsonNode state() {
    return desk.control.get("/sandbox/xero/webhook").json();
  }

  private void awaitEvents(int count) {
    await().until(() -> endpoint.events().size() >= count);
  }

  private List<String> heard() {
    return endpoint
      .events()
      .stream()
      .map(event -> event.path("eventCategory").asText() + " " + event.path("eventType").asText())
      .toList();
  }

  @Test
  void it_is_off_until_it_is_configured() {
    desk.sale("W-1", "10");
    assertThat(state().path("status").asText()).isEqualTo("OFF");
    assertThat(state().path("waiting").asInt()).isZero();
  }

  @Test
  void the_intent_to_receive_is_proved_with_right_and_wrong_signatures_and_no_events() {
    JsonNode state = configure("");
    assertThat(state.path("status").asText()).isEqualTo("OK");
    assertThat(state.path("checks").findValuesAsText("signature")).contains("right", "wrong");
    assertThat(state.has("key")).isFalse();
    assertThat(endpoint.taken)
      .isNotEmpty()
      .allSatisfy(body -> {
        assertThat(body.path("events")).isEmpty();
        assertThat(body.path("firstEventSequence").asInt()).isZero();
        assertThat(body.path("lastEventSequence").asInt()).isZero();
        assertThat(body.path("entropy").asText()).isNotEmpty();
      });
  }

  @ParameterizedTest
  @CsvSource(
    {
      "credulous, answered 200 instead of 401",
      "chatty, answered with a body",
      "baking, answered with a cookie",
    }
  )
  void who_answers_otherwise_gets_no_events(String fault, String problem) {
    endpoint.credulous = fault.equals("credulous");
    endpoint.chatty = fault.equals("chatty");
    endpoint.baking = fault.equals("baking");
    JsonNode state = configure("");
    assertThat(state.path("status").asText()).isEqualTo("INTENT_TO_RECEIVE_REQUIRED");
    assertThat(state.path("checks").findValuesAsText("problem")).contains(problem);
    desk.sale("W-1", "10");
    assertThat(state().path("waiting").asInt()).isZero();
  }

  @Test
  void what_anybody_changes_is_told_with_its_address_and_tenant() {
    configure("");
    String id = desk.sale("W-1", "10").path("InvoiceID").asText();
    desk.tell("ledger/archive", "{'contact':'" + desk.contact + "'}");
    awaitEvents(2);
    JsonNode event = endpoint.events().getFirst();
    assertThat(event.path("eventCategory").asText()).isEqualTo("INVOICE");
    assertThat(event.path("eventType").asText()).isEqualTo("CREATE");
    assertThat(event.path("resourceId").asText()).isEqualTo(id);
    assertThat(event.path("resourceUrl").asText()).endsWith("/api.xro/2.0/Invoices/" + id);
    assertThat(event.path("tenantId").asText()).isEqualTo(Caller.TENANT);
    assertThat(event.path("tenantType").asText()).isEqualTo("ORGANISATION");
    assertThat(event.path("eventDateUtc").asText()).startsWith("2026-11-21T01:24");
    assertThat(event.has("data")).isFalse();
    assertThat(heard()).containsExactly("INVOICE CREATE", "CONTACT UPDATE");
  }

  @Test
  void credit_notes_payments_and_overpayments_have_categories_and_bank_transactions_have_none() {
    configure("");
    desk.put("CreditNotes", desk.document("ACCRECCREDIT", "200", "OUTPUT", "10", "'CreditNoteNumber':'C-1'"));
    desk.put(
      "Payments",
      "{'CreditNote':{'CreditNoteNumber':'C-1'},'Account':{'Code':'091'},'Amount':1,'Date':'2026-11-22'}"
    );
    desk.put(
      "BankTransactions",
      "{'Type':'RECEIVE-OVERPAYMENT','Contact':{'ContactID':'" +
        desk.contact +
        "'},'BankAccount':{'Code':'092'},'LineItems':[{'Description':'x','LineAmount':5}]}"
    );
    awaitEvents(3);
    assertThat(heard()).containsExactly("CREDITNOTE CREATE", "PAYMENT CREATE", "OVERPAYMENT CREATE");
    assertThat(endpoint.events().getFirst().path("data").path("Type").asText()).isEqualTo("ACCRECCREDIT");
  }

  @Test
  void whether_a_payment_is_told_as_a_change_of_its_invoice_is_a_setting() {
    configure(",'settlements':true,'categories':['INVOICE']");
    desk.sale("W-1", "10");
    desk.put("Payments", "{'Invoice':{'InvoiceNumber':'W-1'},'Account':{'Code':'091'},'Amount':1}");
    awaitEvents(2);
    assertThat(heard()).containsExactly("INVOICE CREATE", "INVOICE UPDATE");
  }

  @Test
  void a_write_that_failed_is_not_told() {
    configure("");
    desk.sale("W-1", "10");
    desk.sale("W-1", "10");
    desk.contact("Ben");
    awaitEvents(2);
    assertThat(heard()).containsExactly("INVOICE CREATE", "CONTACT CREATE");
  }

  @Test
  void sequences_go_on_from_batch_to_batch() {
    configure("");
    endpoint.status = 503;
    desk.answers("PUT", "Contacts", "{'Name':'A'}", "{'Name':'B'}", "{'Name':'C'}");
    await().until(() -> state().path("failed").asInt() >= 2);
    endpoint.taken.clear();
    endpoint.status = 200;
    desk.clock.advance(Duration.ofMinutes(15));
    awaitEvents(3);
    desk.contact("D");
    awaitEvents(4);
    assertThat(endpoint.taken).hasSize(2);
    assertThat(endpoint.taken.getFirst().path("lastEventSequence").asInt()).isEqualTo(3);
    assertThat(endpoint.taken.getLast().path("firstEventSequence").asInt()).isEqualTo(4);
  }

  @Test
  void a_refused_batch_goes_again_at_once_and_then_after_a_quarter_of_an_hour() {
    configure("");
    endpoint.status = 500;
    desk.contact("Ben");
    await().until(() -> state().path("failed").asInt() == 2);
    endpoint.status = 200;
    desk.clock.advance(Duration.ofMinutes(14));
    await()
      .during(Duration.ofMillis(300))
      .until(() -> !state().has("delivered"));
    desk.clock.advance(Duration.ofMinutes(1));
    await().until(() -> state().path("delivered").asInt() == 1);
    assertThat(state().path("waiting").asInt()).isZero();
    assertThat(state().has("failingSince")).isFalse();
  }

  @Test
  void after_a_day_of_refusals_it_is_disabled_and_what_it_missed_comes_when_it_is_configured_again() {
    configure(",'retrySeconds':3600");
    endpoint.status = 500;
    desk.contact("Ben");
    await().until(() -> state().path("failed").asInt() == 2);
    desk.clock.advance(Duration.ofHours(24));
    await().until(() -> state().path("status").asText().equals("DISABLED"));
    assertThat(state().path("problem").asText()).isEqualTo("answered 500 instead of 200");
    endpoint.status = 200;
    endpoint.taken.clear();
    configure("");
    awaitEvents(1);
  }

  @Test
  void a_batch_may_come_twice_and_may_be_lost() {
    configure(",'duplicates':1");
    desk.contact("Ben");
    awaitEvents(2);
    assertThat(endpoint.events().get(0)).isEqualTo(endpoint.events().get(1));
    desk.tell("faults", "{'system':'webhooks','path':'/xero','kind':'lost'}");
    desk.contact("Cleo");
    await().until(() -> state().path("waiting").asInt() == 0);
    desk.contact("Dan");
    awaitEvents(3);
    assertThat(endpoint.events()).hasSize(3);
  }

  @Test
  void what_waits_outlives_the_sandbox() {
    configure("");
    endpoint.status = 500;
    desk.contact("Ben");
    await().until(() -> state().path("failed").asInt() == 2);
    desk.close();
    endpoint.status = 200;
    desk.clock.advance(Duration.ofMinutes(15));
    SandboxSettings again = SandboxSettings.defaults().withClock(desk.clock).withStateDir(directory);
    endpoint.taken.clear();
    try (Sandbox reborn = new Sandbox(again).start()) {
      awaitEvents(1);
      assertThat(reborn.url()).isNotEmpty();
    }
  }

  @Test
  void it_can_be_switched_off() {
    configure("");
    desk.control.delete("/sandbox/xero/webhook");
    desk.contact("Ben");
    assertThat(state().path("status").asText()).isEqualTo("OFF");
    assertThat(desk.tell("xero/webhook", "{'url':'http://localhost:9/'}").status()).isEqualTo(400);
  }
}
