package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents by the dozen, many changes at once, and what was asked of the API. */
class PaperworkTest {

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private JsonNode documents() {
    return desk.ledger().path("documents");
  }

  @ParameterizedTest
  @CsvSource(
    {
      "invoices, ACCREC AUTHORISED AUD",
      "bills, ACCPAY AUTHORISED AUD",
      "purchase-orders, PURCHASEORDER AUTHORISED AUD",
    }
  )
  void documents_are_made_by_the_dozen(String what, String label) {
    JsonNode made = desk.tell("ledger/" + what, "{'count':12,'seed':3,'kind':'plain'}").json();
    assertThat(made.path("ids")).hasSize(12);
    assertThat(documents().path(label).path("count").asInt()).isEqualTo(12);
  }

  @Test
  void the_same_seed_makes_the_same_documents() {
    desk.tell("ledger/bills", "{'count':20,'seed':7,'kind':'plain'}");
    JsonNode here = documents();
    try (Desk other = new Desk()) {
      other.tell("ledger/bills", "{'count':20,'seed':7,'kind':'plain'}");
      assertThat(other.ledger().path("documents")).isEqualTo(here);
    }
  }

  @Test
  void some_bills_carry_the_number_and_amount_of_an_order_of_their_supplier() {
    desk.tell("ledger/purchase-orders", "{'count':10}");
    desk.tell("ledger/bills", "{'count':30,'kind':'plain'}");
    int copied = 0;
    for (JsonNode bill : desk.get("Invoices?page=1&unitdp=4")) {
      Caller.Reply order = desk.xero.get(Desk.API + "PurchaseOrders/" + bill.path("InvoiceNumber").asText());
      if (order.status() == 200) {
        JsonNode ordered = order.json().path("PurchaseOrders").get(0);
        assertThat(ordered.path("Contact")).isEqualTo(bill.path("Contact"));
        assertThat(ordered.path("Total")).isEqualTo(bill.path("Total"));
        copied++;
      }
    }
    assertThat(copied).isBetween(1, 29);
  }

  @Test
  void documents_may_be_made_in_another_status_or_tenant() {
    desk.tell("ledger/bills", "{'count':2,'status':'DRAFT'}");
    assertThat(documents().path("ACCPAY DRAFT AUD").path("count").asInt()).isEqualTo(2);
    desk.tell("ledger/bills", "{'count':2,'tenant':'" + Caller.OTHER_TENANT + "'}");
    assertThat(documents().has("ACCPAY AUTHORISED AUD")).isFalse();
    assertThat(desk.tell("ledger/bills", "{'count':0}").status()).isEqualTo(400);
    assertThat(desk.tell("ledger/bills", "{'status':'PAID'}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = { "contacts", "invoices", "purchase-orders" })
  void many_records_change_at_the_same_moment(String type) {
    desk.tell("ledger/touch", "{'type':'" + type + "','count':30}");
    desk.clock.advance(Duration.ofSeconds(10));
    JsonNode touched = desk.tell("ledger/touch", "{'type':'" + type + "','count':120}").json();
    assertThat(touched.path("ids")).hasSize(120);
    String list = switch (type) {
      case "contacts" -> "Contacts";
      case "invoices" -> "Invoices";
      default -> "PurchaseOrders";
    };
    Set<String> times = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (int page = 1; page <= 2; page++) {
      JsonNode read = desk.xero
        .with("If-Modified-Since", "2026-11-21T01:24:05")
        .get(Desk.API + list + "?page=" + page + "&pageSize=100&unitdp=4")
        .json()
        .path(list);
      read.forEach(each -> {
        times.add(each.path("UpdatedDateUTC").asText());
        ids.add(each.path(list.substring(0, list.length() - 1) + "ID").asText());
      });
    }
    assertThat(times).hasSize(1);
    touched.path("ids").forEach(id -> assertThat(ids).contains(id.asText()));
  }

  @Test
  void requests_are_recorded_as_they_came_in_without_credentials() {
    desk.control.delete("/sandbox/xero/requests");
    desk.xero
      .with("Idempotency-Key", "k-1")
      .put(Desk.API + "Contacts?summarizeErrors=false", "{\"Contacts\":[{\"Name\":\"Ben\"}]}");
    desk.xero.get(Desk.API + "Invoices?page=1");
    JsonNode recorded = requests("");
    assertThat(recorded).hasSize(2);
    JsonNode put = recorded.get(0);
    assertThat(put.path("method").asText()).isEqualTo("PUT");
    assertThat(put.path("path").asText()).isEqualTo("/Contacts");
    assertThat(put.path("query").asText()).isEqualTo("summarizeErrors=false");
    assertThat(put.path("body").path("Contacts").get(0).path("Name").asText()).isEqualTo("Ben");
    assertThat(put.path("Idempotency-Key").asText()).isEqualTo("k-1");
    assertThat(put.path("tenant").asText()).isEqualTo(Caller.TENANT);
    assertThat(put.path("status").asInt()).isEqualTo(200);
    assertThat(put.toString()).doesNotContain("Bearer");
    assertThat(requests("Invoices")).hasSize(1);
    desk.control.delete("/sandbox/xero/requests");
    assertThat(requests("")).isEmpty();
  }

  private JsonNode requests(String path) {
    return desk.control.get("/sandbox/xero/requests?path=" + path).json().path("requests");
  }

  @Test
  void only_the_newest_requests_are_kept() {
    desk.control.delete("/sandbox/xero/requests");
    for (int i = 0; i < 2_005; i++) {
      desk.xero.get(Desk.API + "Currencies?order=Code&n=" + i);
    }
    JsonNode kept = requests("Currencies");
    assertThat(kept).hasSize(2_000);
    assertThat(kept.get(0).path("query").asText()).endsWith("n=5");
  }

  @Test
  void the_ledger_lists_the_records_of_a_kind_on_demand() {
    desk.sale("W-1", "10");
    desk.put(
      "Payments",
      "{'Invoice':{'InvoiceNumber':'W-1'},'Account':{'Code':'091'},'Amount':4,'Reference':'r'}"
    );
    JsonNode tenants = desk.control.get("/sandbox/ledger?detail=payments").json().path("tenants");
    List<String> references = tenants.path(Caller.TENANT).path("list").findValuesAsText("Reference");
    assertThat(references).containsExactly("r");
    assertThat(desk.control.get("/sandbox/ledger?detail=dreams").status()).isEqualTo(400);
  }
}
