package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListsTest {

  private static final String INVOICES = "/api.xro/2.0/Invoices";
  private static final String CONTACTS = "/api.xro/2.0/Contacts";

  private final TestClock clock = new TestClock();
  private Sandbox sandbox;
  private Caller xero;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(
      SandboxSettings.defaults().withClock(clock).withLimits(new LimitSettings(false, 5, 60, 5000, 10000))
    ).start();
    xero = Caller.connected(sandbox.url(), Caller.TENANT);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void sales(int from, int to) {
    StringBuilder body = new StringBuilder();
    for (int i = from; i < to; i++) {
      body
        .append(i == from ? "" : ",")
        .append(
          """
          {"Type":"ACCREC","InvoiceNumber":"W-%d","Contact":{"Name":"Ann"},
           "LineItems":[{"Description":"x","Quantity":1,"UnitAmount":1.2345,"AccountCode":"200"}]}
          """.formatted(i)
        );
    }
    assertThat(xero.put(INVOICES + "?unitdp=4", "{\"Invoices\":[" + body + "]}").status()).isEqualTo(200);
  }

  private JsonNode contact(String fields) {
    JsonNode answer = xero
      .put(CONTACTS + "?summarizeErrors=false", "{\"Contacts\":[{" + fields + "}]}")
      .json();
    return answer.path("Contacts").get(0);
  }

  private JsonNode found(String query) {
    return xero.get(CONTACTS + "?" + query).json().path("Contacts");
  }

  @Test
  void pages_hold_a_hundred_at_first_and_say_how_many_there_are() {
    sales(0, 150);
    JsonNode first = xero.get(INVOICES + "?page=1").json();
    assertThat(first.path("Invoices")).hasSize(100);
    assertThat(first.path("pagination").path("pageCount").asInt()).isEqualTo(2);
    assertThat(first.path("pagination").path("itemCount").asInt()).isEqualTo(150);
    Set<String> numbers = new HashSet<>(first.findValuesAsText("InvoiceNumber"));
    numbers.addAll(xero.get(INVOICES + "?page=2").json().findValuesAsText("InvoiceNumber"));
    assertThat(numbers).hasSize(150);
    assertThat(xero.get(INVOICES + "?page=1&pageSize=1000").json().path("Invoices")).hasSize(150);
    assertThat(xero.get(INVOICES + "?page=1&pageSize=1001").status()).isEqualTo(400);
    assertThat(xero.get(INVOICES + "?page=3").json().path("Invoices")).isEmpty();
  }

  @Test
  void a_list_without_a_page_has_no_line_items() {
    sales(0, 1);
    assertThat(xero.get(INVOICES).json().path("Invoices").get(0).path("LineItems")).isEmpty();
    assertThat(xero.get(INVOICES + "?page=1").json().path("Invoices").get(0).path("LineItems")).hasSize(1);
  }

  @Test
  void unit_prices_are_shown_with_four_places_only_on_demand() {
    sales(0, 1);
    JsonNode four = xero.get(INVOICES + "/W-0?unitdp=4").json().findValue("UnitAmount");
    JsonNode two = xero.get(INVOICES + "/W-0").json().findValue("UnitAmount");
    assertThat(four.decimalValue()).isEqualByComparingTo("1.2345");
    assertThat(two.decimalValue()).isEqualByComparingTo("1.23");
  }

  @Test
  void lists_are_filtered_by_number_id_status_and_contact() {
    sales(0, 3);
    JsonNode one = xero.get(INVOICES + "?InvoiceNumbers=W-1,W-2").json().path("Invoices");
    assertThat(one.findValuesAsText("InvoiceNumber")).containsExactlyInAnyOrder("W-1", "W-2");
    String id = one.get(0).path("InvoiceID").asText();
    assertThat(xero.get(INVOICES + "?IDs=" + id).json().path("Invoices")).hasSize(1);
    assertThat(xero.get(INVOICES + "?Statuses=DRAFT").json().path("Invoices")).hasSize(3);
    assertThat(xero.get(INVOICES + "?Statuses=AUTHORISED").json().path("Invoices")).isEmpty();
    String contact = one.get(0).path("Contact").path("ContactID").asText();
    assertThat(xero.get(INVOICES + "?ContactIDs=" + contact).json().path("Invoices")).hasSize(3);
  }

  @Test
  void if_modified_since_leaves_out_what_is_older() {
    sales(0, 1);
    clock.advance(Duration.ofSeconds(10));
    sales(1, 2);
    JsonNode changed = xero
      .with("If-Modified-Since", "2026-11-21T01:24:05")
      .get(INVOICES + "?page=1")
      .json()
      .path("Invoices");
    assertThat(changed.findValuesAsText("InvoiceNumber")).containsExactly("W-1");
    assertThat(xero.with("If-Modified-Since", "yesterday").get(INVOICES).status()).isEqualTo(400);
  }

  @Test
  void lists_come_in_the_order_of_their_change_or_as_asked() {
    sales(0, 1);
    clock.advance(Duration.ofSeconds(1));
    sales(1, 2);
    assertThat(
      xero.get(INVOICES + "?order=UpdatedDateUTC%20DESC").json().findValuesAsText("InvoiceNumber")
    ).containsExactly("W-1", "W-0");
    assertThat(xero.get(INVOICES).json().findValuesAsText("InvoiceNumber")).containsExactly("W-0", "W-1");
  }

  @Test
  void an_unknown_parameter_is_ignored_and_counted() {
    xero.get(INVOICES + "?invoicenumbers=W-1");
    assertThat(
      new Caller(sandbox.url())
        .get("/sandbox/ledger")
        .json()
        .path("violations")
        .path("unknown-parameter")
        .asInt()
    ).isEqualTo(1);
  }

  @Test
  void an_address_with_far_more_than_fifty_ids_is_too_long() {
    assertThat(
      xero.get(INVOICES + "?IDs=" + "4fe4a3bb-0000-4000-8000-000000000000,".repeat(150)).status()
    ).isEqualTo(414);
  }

  @Test
  void the_name_of_an_active_contact_is_unique() {
    contact("\"Name\":\"Ann Archer\"");
    JsonNode refused = contact("\"Name\":\"ann archer\"");
    assertThat(refused.path("HasValidationErrors").asBoolean()).isTrue();
    assertThat(refused.findValuesAsText("Message")).containsExactly(
      "The contact name ann archer is already assigned to another contact. " +
        "The contact name must be unique across all active contacts."
    );
  }

  @Test
  void an_archived_contact_frees_its_name_and_is_found_on_demand_only() {
    String id = contact("\"Name\":\"Ann\"").path("ContactID").asText();
    xero.post(CONTACTS, "{\"Contacts\":[{\"ContactID\":\"" + id + "\",\"ContactStatus\":\"ARCHIVED\"}]}");
    assertThat(found("searchTerm=ann")).isEmpty();
    assertThat(found("searchTerm=ann&includeArchived=true")).hasSize(1);
    assertThat(contact("\"Name\":\"Ann\"").path("StatusAttributeString").asText()).isEqualTo("OK");
    String edit = "{\"Contacts\":[{\"ContactID\":\"" + id + "\",\"FirstName\":\"A\"}]}";
    assertThat(xero.post(CONTACTS, edit).body()).contains("matched an archived contact");
  }

  @Test
  void contacts_are_found_by_mail_without_regard_to_case_and_accents() {
    contact("\"Name\":\"Zoë\",\"EmailAddress\":\"Zoe@Example.test\"");
    contact("\"Name\":\"Ann\",\"EmailAddress\":\"ann@example.test\"");
    assertThat(found("where=" + Caller.encode("EmailAddress==\"zoe@example.test\""))).hasSize(1);
    assertThat(found("where=" + Caller.encode("Name==\"zoe\""))).hasSize(1);
    assertThat(
      found(
        "where=" + Caller.encode("EmailAddress==\"zoe@example.test\" OR EmailAddress==\"ANN@example.test\"")
      )
    ).hasSize(2);
    assertThat(xero.get(CONTACTS + "?where=nonsense").status()).isEqualTo(400);
  }

  @Test
  void a_post_with_a_contact_number_updates_that_contact() {
    String id = contact("\"Name\":\"Ann\",\"ContactNumber\":\"shop:7\"").path("ContactID").asText();
    JsonNode updated = xero
      .post(CONTACTS, "{\"Contacts\":[{\"ContactNumber\":\"shop:7\",\"FirstName\":\"Ann\"}]}")
      .json()
      .path("Contacts")
      .get(0);
    assertThat(updated.path("ContactID").asText()).isEqualTo(id);
    assertThat(xero.get(CONTACTS + "/shop:7").json().path("Contacts")).hasSize(1);
  }

  @Test
  void a_contact_number_has_fifty_characters_at_most() {
    assertThat(
      contact("\"Name\":\"Ann\",\"ContactNumber\":\"" + "9".repeat(51) + "\"").findValuesAsText("Message")
    ).hasSize(1);
    assertThat(
      contact("\"Name\":\"Ann\",\"ContactNumber\":\"" + "9".repeat(50) + "\"")
        .path("StatusAttributeString")
        .asText()
    ).isEqualTo("OK");
  }

  @Test
  void reference_data_is_what_an_australian_organisation_has() {
    JsonNode organisation = xero.get("/api.xro/2.0/Organisation").json().path("Organisations").get(0);
    assertThat(organisation.path("Timezone").asText()).isEqualTo("AUSEASTERNSTANDARDTIME");
    JsonNode accounts = xero.get("/api.xro/2.0/Accounts").json().path("Accounts");
    assertThat(accounts.findValuesAsText("Code")).contains("090", "091", "200", "210", "860");
    assertThat(accounts.findValuesAsText("SystemAccount")).contains("ROUNDING", "DEBTORS");
    assertThat(xero.get("/api.xro/2.0/TaxRates").json().findValuesAsText("TaxType")).contains(
      "OUTPUT",
      "INPUT",
      "EXEMPTOUTPUT",
      "EXEMPTEXPORT",
      "BASEXCLUDED"
    );
    assertThat(xero.get("/api.xro/2.0/Currencies").json().findValuesAsText("Code")).contains(
      "AUD",
      "USD",
      "JPY",
      "NZD",
      "EUR",
      "GBP"
    );
    assertThat(xero.get("/api.xro/2.0/TrackingCategories").json().path("TrackingCategories")).hasSize(2);
  }
}
