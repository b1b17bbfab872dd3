package io.ledgerroutes.sandbox.xero;

import static io.ledgerroutes.sandbox.xero.Desk.messages;
import static io.ledgerroutes.sandbox.xero.Desk.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditNotesTest {

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private String note(String number, String amount) {
    return desk.document(
      "ACCRECCREDIT",
      "200",
      "EXEMPTOUTPUT",
      amount,
      "'CreditNoteNumber':'" + number + "','Reference':'re_1'"
    );
  }

  private String made(String number, String amount) {
    return desk.put("CreditNotes", note(number, amount)).path("CreditNoteID").asText();
  }

  private JsonNode note(String id) {
    return desk.one("CreditNotes/" + id + "?unitdp=4");
  }

  private JsonNode invoice(String id) {
    return desk.one("Invoices/" + id + "?unitdp=4");
  }

  private static String allocation(String invoice, String amount) {
    return "{'Invoice':{'InvoiceID':'" + invoice + "'},'Amount':" + amount + ",'Date':'2026-11-22'}";
  }

  private JsonNode allocate(String note, String... allocations) {
    return desk.put("CreditNotes/" + note + "/Allocations", allocations);
  }

  private static String payment(String note, String amount) {
    return (
      "{'CreditNote':{'CreditNoteID':'" +
      note +
      "'},'Account':{'Code':'091'},'Date':'2026-11-22','Amount':" +
      amount +
      "}"
    );
  }

  @Test
  void a_note_is_computed_like_an_invoice_and_all_of_it_remains() {
    JsonNode made = desk.put("CreditNotes", note("C-1", "19.99").replace("EXEMPTOUTPUT", "OUTPUT"));
    assertThat(made.path("SubTotal").decimalValue()).isEqualByComparingTo("19.99");
    assertThat(made.path("TotalTax").decimalValue()).isEqualByComparingTo("2.00");
    assertThat(made.path("RemainingCredit").decimalValue()).isEqualByComparingTo("21.99");
    assertThat(made.path("Reference").asText()).isEqualTo("re_1");
    assertThat(made.path("ID")).isEqualTo(made.path("CreditNoteID"));
    assertThat(made.path("Allocations")).isEmpty();
  }

  @Test
  void a_number_is_unique_and_a_refused_note_echoes_what_was_asked_for() {
    made("C-1", "10");
    JsonNode refused = desk.put("CreditNotes", note("c-1", "10"));
    assertThat(messages(refused)).containsExactly("Credit note # must be unique.");
    assertThat(refused.path("HasErrors").asBoolean()).isTrue();
    assertThat(refused.has("HasValidationErrors")).isFalse();
    assertThat(refused.path("CreditNoteID").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(refused.path("Status").asText()).isEqualTo("AUTHORISED");
  }

  @Test
  void a_note_without_a_number_gets_the_organisations_next() {
    String unnumbered = note("", "10").replace("'CreditNoteNumber':'',", "");
    assertThat(desk.put("CreditNotes", unnumbered).path("CreditNoteNumber").asText()).isEqualTo("CN-0001");
    assertThat(desk.put("CreditNotes", unnumbered).path("CreditNoteNumber").asText()).isEqualTo("CN-0002");
  }

  @Test
  void a_suppliers_note_may_share_its_number_and_has_no_reference() {
    String supplier = note("C-1", "10")
      .replace("ACCRECCREDIT", "ACCPAYCREDIT")
      .replace("'200'", "'429'")
      .replace("EXEMPTOUTPUT", "EXEMPTEXPENSES");
    JsonNode answers = desk.answers("PUT", "CreditNotes", supplier, supplier);
    assertThat(answers.findValuesAsText("StatusAttributeString")).containsExactly("OK", "OK");
    assertThat(answers.get(0).has("Reference")).isFalse();
  }

  @Test
  void a_note_knows_no_discounts() {
    String discounted = note("C-1", "10").replace("'Quantity'", "'DiscountRate':10,'Quantity'");
    assertThat(messages(desk.put("CreditNotes", discounted))).containsExactly(
      "Discounts are supported on sales invoices only"
    );
  }

  @Test
  void deleted_is_for_drafts_and_voided_for_unused_approved_ones() {
    String draft = desk
      .put("CreditNotes", note("C-1", "10").replace("AUTHORISED", "DRAFT"))
      .path("CreditNoteID")
      .asText();
    String approved = made("C-2", "10");
    assertThat(status(change(draft, "VOIDED"))).isEqualTo("ERROR");
    assertThat(status(change(approved, "DELETED"))).isEqualTo("ERROR");
    assertThat(change(draft, "DELETED").path("Status").asText()).isEqualTo("DELETED");
    assertThat(change(approved, "VOIDED").path("RemainingCredit").decimalValue()).isEqualByComparingTo("0");
    String used = made("C-3", "10");
    desk.put("Payments", payment(used, "4"));
    assertThat(status(change(used, "VOIDED"))).isEqualTo("ERROR");
  }

  private JsonNode change(String id, String status) {
    return desk.post("CreditNotes", "{'CreditNoteID':'" + id + "','Status':'" + status + "'}");
  }

  @Test
  void a_post_changes_the_note_of_that_number() {
    String id = made("C-1", "10");
    JsonNode changed = desk.post("CreditNotes", note("C-1", "12"));
    assertThat(changed.path("CreditNoteID").asText()).isEqualTo(id);
    assertThat(changed.path("RemainingCredit").decimalValue()).isEqualByComparingTo("12.00");
  }

  @Test
  void an_allocation_takes_from_the_note_and_credits_the_invoice() {
    String invoice = desk.sale("W-1", "100").path("InvoiceID").asText();
    String note = made("C-1", "30");
    JsonNode answer = allocate(note, allocation(invoice, "20"));
    assertThat(status(answer)).isEqualTo("OK");
    assertThat(answer.path("CreditNote").path("CreditNoteID").asText()).isEqualTo(note);
    assertThat(note(note).path("RemainingCredit").decimalValue()).isEqualByComparingTo("10.00");
    assertThat(
      note(note).path("Allocations").get(0).path("Invoice").path("InvoiceNumber").asText()
    ).isEqualTo("W-1");
    assertThat(invoice(invoice).path("AmountCredited").decimalValue()).isEqualByComparingTo("20.00");
    assertThat(invoice(invoice).path("AmountDue").decimalValue()).isEqualByComparingTo("80.00");
    assertThat(invoice(invoice).path("CreditNotes").get(0).path("CreditNoteNumber").asText()).isEqualTo(
      "C-1"
    );
  }

  @Test
  void a_credit_used_up_is_paid_and_so_is_an_invoice_credited_in_full() {
    String invoice = desk.sale("W-1", "30").path("InvoiceID").asText();
    String note = made("C-1", "30");
    allocate(note, allocation(invoice, "30"));
    assertThat(note(note).path("Status").asText()).isEqualTo("PAID");
    assertThat(invoice(invoice).path("Status").asText()).isEqualTo("PAID");
  }

  @Test
  void an_allocation_needs_a_date_and_fits_both_sides() {
    String invoice = desk.sale("W-1", "20").path("InvoiceID").asText();
    String note = made("C-1", "30");
    assertThat(
      messages(allocate(note, allocation(invoice, "10").replace(",'Date':'2026-11-22'", "")))
    ).containsExactly("Date must be specified");
    assertThat(messages(allocate(note, allocation(invoice, "25")))).containsExactly(
      "The amount to be applied exceeds the amount outstanding on the invoice"
    );
    String large = desk.sale("W-2", "200").path("InvoiceID").asText();
    assertThat(messages(allocate(note, allocation(large, "31")))).containsExactly(
      "The amount to be applied exceeds the credit that remains on this document"
    );
    assertThat(messages(allocate(note, allocation("4fe4a3bb-0000-4000-8000-000000000000", "1")))).hasSize(1);
  }

  @Test
  void only_an_approved_note_is_allocated_and_only_to_its_contact_side_and_currency() {
    String invoice = desk.sale("W-1", "20").path("InvoiceID").asText();
    String draft = desk
      .put("CreditNotes", note("C-1", "10").replace("AUTHORISED", "DRAFT"))
      .path("CreditNoteID")
      .asText();
    assertThat(messages(allocate(draft, allocation(invoice, "5")))).containsExactly(
      "Credit can only be allocated from and to Authorised documents"
    );
    String bill = desk.bill("B-1", "20").path("InvoiceID").asText();
    assertThat(status(allocate(made("C-2", "10"), allocation(bill, "5")))).isEqualTo("ERROR");
    String other = desk.contact("Ben");
    String foreign = desk
      .put("CreditNotes", note("C-3", "10").replace(desk.contact, other))
      .path("CreditNoteID")
      .asText();
    assertThat(status(allocate(foreign, allocation(invoice, "5")))).isEqualTo("ERROR");
    String dollars = desk
      .put("CreditNotes", note("C-4", "10").replace("'Type'", "'CurrencyCode':'USD','Type'"))
      .path("CreditNoteID")
      .asText();
    assertThat(status(allocate(dollars, allocation(invoice, "5")))).isEqualTo("ERROR");
  }

  @Test
  void an_allocation_can_be_taken_back() {
    String invoice = desk.sale("W-1", "30").path("InvoiceID").asText();
    String note = made("C-1", "30");
    String id = allocate(note, allocation(invoice, "30")).path("AllocationID").asText();
    Caller.Reply reply = desk.xero.delete(Desk.API + "CreditNotes/" + note + "/Allocations/" + id);
    assertThat(reply.json().path("IsDeleted").asBoolean()).isTrue();
    assertThat(note(note).path("RemainingCredit").decimalValue()).isEqualByComparingTo("30.00");
    assertThat(invoice(invoice).path("Status").asText()).isEqualTo("AUTHORISED");
    assertThat(invoice(invoice).path("CreditNotes")).isEmpty();
  }

  @Test
  void a_refund_is_a_payment_on_the_note_and_shows_the_notes_id_as_the_invoices() {
    String note = made("C-1", "30");
    JsonNode payment = desk.put("Payments", payment(note, "30"));
    assertThat(payment.path("PaymentType").asText()).isEqualTo("ARCREDITPAYMENT");
    String id = payment.path("PaymentID").asText();
    for (JsonNode read : new JsonNode[] { desk.one("Payments/" + id), desk.one("Payments?page=1") }) {
      assertThat(read.path("Invoice").path("InvoiceID").asText()).isEqualTo(note);
      assertThat(read.path("Invoice").path("InvoiceNumber").asText()).isEqualTo("C-1");
      assertThat(read.path("Invoice").path("Type").asText()).isEqualTo("ACCRECCREDIT");
      assertThat(read.has("CreditNote")).isFalse();
    }
    assertThat(note(note).path("Status").asText()).isEqualTo("PAID");
    assertThat(note(note).path("Payments").get(0).path("PaymentID").asText()).isEqualTo(id);
    assertThat(messages(desk.put("Payments", payment(note, "1")))).containsExactly(
      "Payment amount exceeds the amount outstanding on this document"
    );
    desk.send("POST", "Payments/" + id, "{'Status':'DELETED'}");
    assertThat(note(note).path("RemainingCredit").decimalValue()).isEqualByComparingTo("30.00");
  }

  @ParameterizedTest
  @ValueSource(strings = { "CreditNotes", "Invoices" })
  void a_list_without_a_page_has_no_lines_and_is_counted(String list) {
    made("C-1", "10");
    desk.sale("W-1", "10");
    assertThat(desk.one(list).path("LineItems")).isEmpty();
    assertThat(desk.violations("list-without-page")).isEqualTo(1);
    assertThat(desk.one(list + "?page=1&unitdp=4").path("LineItems")).hasSize(1);
    assertThat(desk.violations("list-without-page")).isEqualTo(1);
    assertThat(desk.violations("unitdp-missing")).isZero();
    desk.get(list + "?page=1");
    assertThat(desk.violations("unitdp-missing")).isEqualTo(1);
  }

  @Test
  void notes_are_counted_apart_from_invoices() {
    made("C-1", "10");
    desk.sale("W-1", "10");
    JsonNode ledger = desk.ledger();
    assertThat(ledger.path("documents").path("ACCRECCREDIT AUTHORISED AUD").path("count").asInt()).isEqualTo(
      1
    );
    assertThat(ledger.path("invoices").asInt()).isEqualTo(1);
  }
}
