package io.ledgerroutes.sandbox.xero;

import static io.ledgerroutes.sandbox.xero.Desk.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of requests that hold for all kinds of records alike. */
class RulesTest {

  @TempDir
  Path directory;

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk(SandboxSettings.defaults().withStateDir(directory));
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private List<String> found(String clause) {
    return desk
      .get("Invoices?page=1&unitdp=4&where=" + Caller.encode(clause))
      .findValuesAsText("InvoiceNumber");
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "Type==\"ACCREC\" | W-1 W-2",
      "Status==\"authorised\" && Total>15 | W-2",
      "Total>=10 AND Total<=10 | W-1",
      "Date>=DateTime(2026, 11, 21) AND DueDate<DateTime(2026, 12, 01) | W-1 W-2",
      "Reference!=null AND InvoiceNumber.EndsWith(\"2\") | W-2",
      "InvoiceNumber.Contains(\"-1\") OR Total==20 | W-1 W-2",
      "(Total==10 OR Total==20) AND Contact.Name.ToLower()==\"ann\" | ''",
      "SentToContact==true | ''",
      "AmountPaid==0 AND InvoiceNumber!=\"W-1\" | W-2",
    }
  )
  void a_where_clause_filters(String clause, String numbers) {
    desk.sale("W-1", "10");
    desk.sale("W-2", "20");
    assertThat(found(clause)).containsExactlyInAnyOrder(
      numbers.isEmpty() ? new String[0] : numbers.split(" ")
    );
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "Colour==\"red\"",
      "Total>",
      "Total==10 AND",
      "(Total==10",
      "Total ~ 10",
      "Date>=DateTime(2026, 13, 45)",
      "Name.Rhymes(\"x\")",
      "\"x\"==Name",
    }
  )
  void a_where_clause_that_makes_no_sense_is_refused(String clause) {
    Caller.Reply reply = desk.xero.get(Desk.API + "Invoices?page=1&where=" + Caller.encode(clause));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("Type").asText()).isEqualTo("QueryParseException");
  }

  @Test
  void too_many_records_cannot_be_searched_by_where_but_by_id_and_number() {
    desk.sale("W-1", "10");
    desk.sale("W-2", "10");
    desk.tell("xero/habits", "{'mostFiltered':1}");
    assertThat(desk.xero.get(Desk.API + "Invoices?page=1&where=Total%3E1").status()).isEqualTo(400);
    assertThat(desk.get("Invoices?page=1&unitdp=4&InvoiceNumbers=W-1")).hasSize(1);
  }

  @Test
  void unknown_fields_are_refused_or_when_told_so_ignored_and_counted_either_way() {
    String odd = "{'Name':'Ben','Colour':'red'}";
    assertThat(desk.send("PUT", "Contacts", "{'Contacts':[" + odd + "]}").status()).isEqualTo(400);
    desk.tell("xero/habits", "{'refuseUnknownFields':false}");
    JsonNode made = desk.put("Contacts", odd);
    assertThat(status(made)).isEqualTo("OK");
    assertThat(made.has("Colour")).isFalse();
    assertThat(desk.violations("unknown-field")).isEqualTo(2);
  }

  @Test
  void a_write_without_a_key_and_totals_and_xml_are_counted() {
    desk.sale("W-1", "10");
    int before = desk.violations("no-idempotency-key");
    Caller keyed = desk.xero.with("Idempotency-Key", "k");
    keyed.put(Desk.API + "Contacts", "{\"Name\":\"Ben\"}");
    assertThat(desk.violations("no-idempotency-key")).isEqualTo(before);
    desk.post("Invoices", "{'InvoiceNumber':'W-1','Type':'ACCREC','Total':10}");
    assertThat(desk.violations("no-idempotency-key")).isEqualTo(before + 1);
    assertThat(desk.violations("totals-sent")).isEqualTo(1);
    keyed
      .with("Content-Type", "text/xml")
      .with("Idempotency-Key", "l")
      .put(Desk.API + "Contacts", "<Contact/>");
    assertThat(desk.violations("no-json-sent")).isEqualTo(1);
    desk.xero.without("Accept").get(Desk.API + "Currencies");
    assertThat(desk.violations("no-json-asked-for")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
    {
      "CreditNotes, ACCRECCREDIT, 200, OUTPUT",
      "Invoices, ACCREC, 200, OUTPUT",
      "Invoices, ACCPAY, 429, INPUT",
    }
  )
  void contact_fields_in_any_document_overwrite_the_contact_and_are_counted(
    String list,
    String type,
    String account,
    String tax
  ) {
    String document = desk.document(type, account, tax, "10", "'Status':'AUTHORISED'");
    desk.put(list, document.replace("'ContactID'", "'EmailAddress':'new@example.test','ContactID'"));
    assertThat(desk.one("Contacts/" + desk.contact).path("EmailAddress").asText()).isEqualTo(
      "new@example.test"
    );
    assertThat(desk.violations("contact-fields-in-document")).isEqualTo(1);
  }

  @Test
  void a_starter_organisation_has_a_thousand_calls_a_day() {
    desk.tell("organisation", "{'tenant':'" + Caller.TENANT + "','Class':'STARTER'}");
    desk.tell("limits", "{'enabled':true,'minute':100000}");
    Caller.Reply reply = desk.xero.get(Desk.API + "Currencies");
    assertThat(Integer.parseInt(reply.header("X-DayLimit-Remaining"))).isLessThan(1000);
    assertThat(desk.one("Organisation", "Organisations").path("Class").asText()).isEqualTo("STARTER");
    Caller other = desk.xero.with("Xero-tenant-id", Caller.OTHER_TENANT);
    assertThat(
      Integer.parseInt(other.get(Desk.API + "Currencies").header("X-DayLimit-Remaining"))
    ).isGreaterThan(4000);
  }

  @Test
  void a_call_over_the_limit_is_a_violation() {
    desk.tell("limits", "{'enabled':true,'day':0}");
    assertThat(desk.xero.get(Desk.API + "Currencies").status()).isEqualTo(429);
    assertThat(desk.violations("over-limit")).isEqualTo(1);
  }

  @Test
  void an_account_that_a_person_archived_takes_no_more_lines_and_shows_as_changed() {
    desk.clock.advance(Duration.ofSeconds(5));
    desk.tell("ledger/account", "{'account':'205','Status':'ARCHIVED'}");
    String sale = desk.document("ACCREC", "205", "OUTPUT", "10", "'InvoiceNumber':'W-1'");
    assertThat(status(desk.put("Invoices", sale))).isEqualTo("ERROR");
    JsonNode changed = desk.xero
      .with("If-Modified-Since", "2026-11-21T01:24:01")
      .get(Desk.API + "Accounts")
      .json()
      .path("Accounts");
    assertThat(changed.findValuesAsText("Code")).containsExactly("205");
    assertThat(desk.tell("ledger/account", "{'account':'999','Status':'ARCHIVED'}").status()).isEqualTo(400);
  }

  @Test
  void settings_are_found_by_id_and_clause() {
    assertThat(desk.one("TaxRates/OUTPUT").path("Name").asText()).isEqualTo("GST on Income");
    String rounding = Caller.encode("SystemAccount==\"ROUNDING\"");
    assertThat(desk.one("Accounts?where=" + rounding).path("Code").asText()).isEqualTo("860");
    String category = desk.one("TrackingCategories").path("TrackingCategoryID").asText();
    assertThat(desk.one("TrackingCategories/" + category).path("Options")).hasSize(2);
    assertThat(desk.get("Currencies?order=Code%20DESC").get(0).path("Code").asText()).isEqualTo("USD");
  }

  @Test
  void lists_are_ordered_by_numbers_and_days_as_such() {
    desk.sale("W-1", "9");
    desk.sale("W-2", "10");
    assertThat(
      desk.get("Invoices?page=1&unitdp=4&order=Total%20DESC").findValuesAsText("InvoiceNumber")
    ).containsExactly("W-2", "W-1");
    assertThat(desk.xero.get(Desk.API + "Invoices?page=1&order=Colour").status()).isEqualTo(400);
  }

  @Test
  void a_fraction_of_a_second_in_if_modified_since_is_cut_off() {
    desk.clock.set(Instant.parse("2026-11-21T01:30:00.400Z"));
    desk.sale("W-1", "10");
    assertThat(
      desk.xero
        .with("If-Modified-Since", "2026-11-21T01:30:00.900")
        .get(Desk.API + "Invoices?page=1")
        .json()
        .path("Invoices")
    ).hasSize(1);
  }

  @Test
  void a_restarted_sandbox_knows_its_books() {
    desk.sale("W-1", "100");
    desk.put(
      "Payments",
      "{'Invoice':{'InvoiceNumber':'W-1'},'Account':{'Code':'091'},'Amount':40,'Reference':'ch_1'}"
    );
    desk.send("PUT", "Invoices/W-1/History", "{'HistoryRecords':[{'Details':'kept'}]}");
    desk.tell("ledger/account", "{'account':'205','Status':'ARCHIVED'}");
    JsonNode before = desk.one("Invoices/W-1?unitdp=4");
    desk.close();
    try (
      Sandbox again = new Sandbox(
        SandboxSettings.defaults().withClock(desk.clock).withStateDir(directory)
      ).start()
    ) {
      Caller caller = Caller.connected(again.url(), Caller.TENANT);
      JsonNode after = caller.get(Desk.API + "Invoices/W-1?unitdp=4").json().path("Invoices").get(0);
      assertThat(after).isEqualTo(before);
      assertThat(caller.get(Desk.API + "Payments?page=1").body()).contains("ch_1");
      assertThat(caller.get(Desk.API + "Invoices/W-1/History").body()).contains("kept");
      assertThat(caller.get(Desk.API + "Accounts?where=Code%3D%3D%22205%22").body()).contains("ARCHIVED");
    }
  }
}
