package io.ledgerroutes.sandbox.xero;

import static io.ledgerroutes.sandbox.xero.Desk.messages;
import static io.ledgerroutes.sandbox.xero.Desk.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do to contacts and documents, and what an integration sees of it. */
class PeopleTest {

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private JsonNode contact(String id) {
    return desk.one("Contacts/" + id);
  }

  private String merged() {
    String into = desk.contact("Ann A. Archer");
    desk.tell("ledger/merge", "{'contact':'" + desk.contact + "','into':'" + into + "'}");
    return into;
  }

  @Test
  void a_merged_contact_is_archived_and_names_the_other() {
    String into = merged();
    assertThat(contact(desk.contact).path("ContactStatus").asText()).isEqualTo("ARCHIVED");
    assertThat(contact(desk.contact).path("MergedToContactID").asText()).isEqualTo(into);
    assertThat(
      desk.get("Contacts?includeArchived=true&page=1").findValuesAsText("MergedToContactID")
    ).hasSize(1);
    assertThat(desk.get("Contacts?includeArchived=true").findValuesAsText("MergedToContactID")).isEmpty();
  }

  @Test
  void the_documents_of_a_merged_contact_are_the_others() {
    String invoice = desk.sale("W-1", "10").path("InvoiceID").asText();
    String into = merged();
    JsonNode contact = desk.one("Invoices/" + invoice + "?unitdp=4").path("Contact");
    assertThat(contact.path("ContactID").asText()).isEqualTo(into);
    assertThat(contact.path("Name").asText()).isEqualTo("Ann A. Archer");
  }

  @Test
  void a_merged_contact_takes_no_document_and_cannot_be_restored() {
    merged();
    String sale = desk.document("ACCREC", "200", "OUTPUT", "10", "'InvoiceNumber':'W-1'");
    assertThat(messages(desk.put("Invoices", sale)).getFirst()).contains("archived contact");
    assertThat(desk.tell("ledger/restore", "{'contact':'" + desk.contact + "'}").status()).isEqualTo(400);
  }

  @Test
  void a_restored_contact_needs_its_name_to_be_free() {
    desk.tell("ledger/archive", "{'contact':'" + desk.contact + "'}");
    String other = desk.contact("Ann Archer");
    Caller.Reply refused = desk.tell("ledger/restore", "{'contact':'" + desk.contact + "'}");
    assertThat(refused.body()).contains(
      "The contact name Ann Archer is already assigned to another contact."
    );
    desk.tell("ledger/archive", "{'contact':'" + other + "'}");
    assertThat(desk.tell("ledger/restore", "{'contact':'" + desk.contact + "'}").status()).isEqualTo(200);
    assertThat(contact(desk.contact).path("ContactStatus").asText()).isEqualTo("ACTIVE");
  }

  @Test
  void an_app_may_restore_a_contact_by_its_status() {
    desk.tell("ledger/archive", "{'contact':'" + desk.contact + "'}");
    String id = "'ContactID':'" + desk.contact + "'";
    assertThat(status(desk.post("Contacts", "{" + id + ",'FirstName':'A'}"))).isEqualTo("ERROR");
    assertThat(status(desk.post("Contacts", "{" + id + ",'ContactStatus':'ACTIVE'}"))).isEqualTo("OK");
  }

  @Test
  void what_xero_alone_says_of_a_contact_cannot_be_set() {
    desk.post("Contacts", "{'ContactID':'" + desk.contact + "','IsSupplier':true,'FirstName':'A'}");
    assertThat(contact(desk.contact).path("IsSupplier").asBoolean()).isFalse();
    assertThat(contact(desk.contact).path("FirstName").asText()).isEqualTo("A");
  }

  @Test
  void a_person_recodes_a_line_even_of_a_paid_invoice() {
    JsonNode sale = desk.sale("W-1", "10");
    desk.put("Payments", "{'Invoice':{'InvoiceNumber':'W-1'},'Account':{'Code':'091'},'Amount':10}");
    desk.clock.advance(Duration.ofSeconds(5));
    desk.tell("ledger/recode", "{'invoice':'W-1','account':'205'}");
    JsonNode now = desk.one("Invoices/W-1?unitdp=4");
    assertThat(now.path("LineItems").get(0).path("AccountCode").asText()).isEqualTo("205");
    assertThat(now.path("LineItems").get(0).path("LineItemID")).isEqualTo(
      sale.path("LineItems").get(0).path("LineItemID")
    );
    assertThat(now.path("UpdatedDateUTC")).isNotEqualTo(sale.path("UpdatedDateUTC"));
    assertThat(desk.tell("ledger/recode", "{'invoice':'W-1','account':'090'}").status()).isEqualTo(400);
  }

  @Test
  void a_person_does_anything_by_the_same_rules_and_uncounted() {
    desk.sale("W-1", "10");
    String payment =
      "{'path':'/Payments','body':{'Invoice':{'InvoiceNumber':'W-1'},'Account':{'Code':'091'},'Amount':%s}}";
    assertThat(desk.tell("ledger/write", payment.formatted("10")).status()).isEqualTo(200);
    assertThat(desk.one("Invoices/W-1?unitdp=4").path("Status").asText()).isEqualTo("PAID");
    assertThat(desk.tell("ledger/write", payment.formatted("1")).body()).contains(
      "exceeds the amount outstanding"
    );
    assertThat(desk.violations("no-idempotency-key")).isEqualTo(2);
    assertThat(desk.tell("ledger/dance", "{}").status()).isEqualTo(400);
    assertThat(desk.tell("ledger/archive", "{'contact':'nobody'}").status()).isEqualTo(400);
    assertThat(desk.tell("ledger/archive", "{'tenant':'nowhere'}").status()).isEqualTo(400);
  }

  @Test
  void of_a_part_paid_invoice_only_words_and_the_due_day_change_and_the_latter_without_a_trace() {
    JsonNode sale = desk.sale("W-1", "10");
    desk.put("Payments", "{'Invoice':{'InvoiceNumber':'W-1'},'Account':{'Code':'091'},'Amount':4}");
    String updated = desk.one("Invoices/W-1?unitdp=4").path("UpdatedDateUTC").asText();
    desk.clock.advance(Duration.ofSeconds(5));
    String id = "{'InvoiceID':'" + sale.path("InvoiceID").asText() + "',";
    assertThat(status(desk.post("Invoices", id + "'DueDate':'2026-12-24'}"))).isEqualTo("OK");
    JsonNode moved = desk.one("Invoices/W-1?unitdp=4");
    assertThat(moved.path("DueDateString").asText()).isEqualTo("2026-12-24T00:00:00");
    assertThat(moved.path("UpdatedDateUTC").asText()).isEqualTo(updated);
    desk.post("Invoices", id + "'Reference':'seen'}");
    assertThat(desk.one("Invoices/W-1?unitdp=4").path("UpdatedDateUTC").asText()).isNotEqualTo(updated);
    assertThat(desk.one("Invoices/W-1?unitdp=4").path("AmountPaid").decimalValue()).isEqualByComparingTo("4");
    JsonNode refused = desk.post("Invoices", id + "'LineItems':[{'Description':'x','UnitAmount':1}]}");
    assertThat(messages(refused)).containsExactly(
      "This document cannot be edited as it has a payment or credit note allocated to it."
    );
    assertThat(status(desk.post("Invoices", id + "'Status':'VOIDED'}"))).isEqualTo("ERROR");
  }

  @ParameterizedTest
  @CsvSource(
    {
      "DRAFT, SUBMITTED, OK",
      "DRAFT, AUTHORISED, OK",
      "DRAFT, DELETED, OK",
      "DRAFT, VOIDED, ERROR",
      "DRAFT, PAID, ERROR",
      "SUBMITTED, AUTHORISED, OK",
      "SUBMITTED, DELETED, OK",
      "SUBMITTED, VOIDED, ERROR",
      "AUTHORISED, VOIDED, OK",
      "AUTHORISED, DELETED, ERROR",
      "AUTHORISED, DRAFT, ERROR",
      "AUTHORISED, PAID, ERROR",
    }
  )
  void an_invoice_goes_only_these_ways(String from, String to, String outcome) {
    String sale = desk.document("ACCREC", "200", "OUTPUT", "10", "'InvoiceNumber':'W-1'");
    String id = desk.put("Invoices", sale.replace("AUTHORISED", from)).path("InvoiceID").asText();
    JsonNode moved = desk.post("Invoices", "{'InvoiceID':'" + id + "','Status':'" + to + "'}");
    assertThat(status(moved)).isEqualTo(outcome);
    assertThat(moved.path("Status").asText()).isEqualTo(to);
    assertThat(desk.one("Invoices/" + id + "?unitdp=4").path("Status").asText()).isEqualTo(
      outcome.equals("OK") ? to : from
    );
  }

  @Test
  void only_an_approved_invoice_is_marked_as_sent() {
    String sale = desk.document(
      "ACCREC",
      "200",
      "OUTPUT",
      "10",
      "'InvoiceNumber':'W-1','SentToContact':true"
    );
    assertThat(
      desk.put("Invoices", sale.replace("AUTHORISED", "DRAFT")).path("SentToContact").asBoolean()
    ).isFalse();
    assertThat(desk.post("Invoices", sale).path("SentToContact").asBoolean()).isTrue();
  }

  @Test
  void lines_without_their_ids_are_made_anew() {
    JsonNode sale = desk.sale("W-1", "10");
    JsonNode again = desk.post(
      "Invoices",
      desk.document("ACCREC", "200", "EXEMPTOUTPUT", "10", "'InvoiceNumber':'W-1'")
    );
    assertThat(again.path("InvoiceID")).isEqualTo(sale.path("InvoiceID"));
    assertThat(again.path("LineItems")).hasSize(1);
    assertThat(again.path("LineItems").get(0).path("LineItemID")).isNotEqualTo(
      sale.path("LineItems").get(0).path("LineItemID")
    );
  }

  @Test
  void a_locked_period_closes_changes_and_voids_of_what_lies_in_it() {
    JsonNode sale = desk.sale("W-1", "10");
    desk.tell("organisation", "{'tenant':'" + Caller.TENANT + "','EndOfYearLockDate':'2026-11-21'}");
    String id = "{'InvoiceID':'" + sale.path("InvoiceID").asText() + "',";
    assertThat(messages(desk.post("Invoices", id + "'Status':'VOIDED'}")).getFirst()).contains("lock date");
    assertThat(messages(desk.post("Invoices", id + "'Reference':'r'}")).getFirst()).contains("lock date");
  }

  @Test
  void a_branding_theme_must_be_one_of_the_organisations() {
    JsonNode themes = desk.get("BrandingThemes");
    String theme = themes.get(1).path("BrandingThemeID").asText();
    String sale = desk.document("ACCREC", "200", "OUTPUT", "10", "'BrandingThemeID':'" + theme + "'");
    assertThat(desk.put("Invoices", sale).path("BrandingThemeID").asText()).isEqualTo(theme);
    assertThat(status(desk.put("Invoices", sale.replace(theme, desk.contact)))).isEqualTo("ERROR");
    assertThat(desk.one("BrandingThemes/" + theme).path("Name").asText()).isEqualTo("Special Projects");
  }

  @Test
  void the_url_of_a_document_may_not_speak_of_xero() {
    String sale = desk.document("ACCREC", "200", "OUTPUT", "10", "'Url':'https://shop.example/go?to=Xero'");
    assertThat(messages(desk.put("Invoices", sale))).containsExactly("The Url cannot contain 'xero'");
  }
}
