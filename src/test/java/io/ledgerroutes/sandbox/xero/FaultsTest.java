package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls of Xero go wrong on demand. */
@Timeout(60)
class FaultsTest {

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private void arm(String fault) {
    assertThat(desk.tell("faults", "{'system':'xero'," + fault + "}").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({ "minute, 1", "day, 3600", "concurrent,", "appminute," })
  void a_refusal_names_its_limit_and_only_minute_and_day_say_when_to_come_back(String problem, String wait) {
    arm("'kind':'too-many-requests','problem':'" + problem + "'");
    Caller.Reply reply = desk.xero.get(Desk.API + "Currencies");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("Content-Type")).isNull();
    assertThat(reply.header("X-Rate-Limit-Problem")).isEqualTo(problem);
    assertThat(reply.header("Retry-After")).isEqualTo(wait);
  }

  @Test
  void a_refusal_may_say_nothing_or_another_time_to_come_back() {
    arm("'kind':'too-many-requests','problem':'none'");
    Caller.Reply mute = desk.xero.get(Desk.API + "Currencies");
    assertThat(mute.header("X-Rate-Limit-Problem")).isNull();
    assertThat(mute.header("Retry-After")).isNull();
    arm("'kind':'too-many-requests','problem':'day','retryAfter':77");
    assertThat(desk.xero.get(Desk.API + "Currencies").header("Retry-After")).isEqualTo("77");
    assertThat(
      desk.tell("faults", "{'system':'xero','kind':'too-many-requests','problem':'week'}").status()
    ).isEqualTo(400);
  }

  @Test
  void a_cut_answer_was_written_and_ends_in_the_middle_and_the_repeat_hears_all_of_it() {
    Caller keyed = desk.xero.with("Idempotency-Key", "k");
    arm("'kind':'cut','method':'PUT'");
    String ben = "{\"Contacts\":[{\"Name\":\"Ben\"}]}";
    assertThatThrownBy(() -> keyed.put(Desk.API + "Contacts", ben)).isInstanceOf(UncheckedIOException.class);
    assertThat(
      keyed.put(Desk.API + "Contacts", ben).json().path("Contacts").findValuesAsText("Name")
    ).contains("Ben");
    assertThat(desk.ledger().path("contacts").asInt()).isEqualTo(2);
  }

  @Test
  void of_a_slow_body_the_beginning_comes_long_before_its_end() throws Exception {
    arm("'kind':'slow-body','millis':600000");
    HttpRequest.Builder request = HttpRequest.newBuilder(
      URI.create(desk.sandbox.url() + Desk.API + "Accounts")
    );
    JsonNode pair = Caller.consent(desk.sandbox.url());
    request.header("Authorization", "Bearer " + pair.path("access_token").asText());
    request.header("Xero-tenant-id", Caller.TENANT).header("Accept", "application/json");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer = client.send(
        request.build(),
        HttpResponse.BodyHandlers.ofInputStream()
      );
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().read()).isEqualTo('{');
      client.shutdownNow();
    }
  }

  @Test
  void an_organisation_that_is_offline_says_so_in_plain_text_and_an_outage_in_html() {
    arm("'kind':'offline'");
    Caller.Reply offline = desk.xero.get(Desk.API + "Currencies");
    assertThat(offline.status()).isEqualTo(503);
    assertThat(offline.header("Content-Type")).startsWith("text/plain");
    assertThat(offline.body()).isEqualTo("The Organisation is offline");
    arm("'kind':'html'");
    assertThat(desk.xero.get(Desk.API + "Currencies").header("Content-Type")).startsWith("text/html");
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "Contacts",
      "Invoices",
      "CreditNotes",
      "Payments",
      "BankTransactions",
      "BankTransfers",
      "PurchaseOrders",
      "Overpayments",
    }
  )
  void every_kind_of_record_may_fail(String list) {
    arm("'kind':'error-before','path':'/" + list + "'");
    assertThat(desk.xero.get(Desk.API + list + "?page=1").status()).isEqualTo(500);
    assertThat(desk.xero.get(Desk.API + list + "?page=1").status()).isEqualTo(200);
  }
}
