package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.Posted.How;
import io.ledgerroutes.posting.Target;
import io.ledgerroutes.xero.PaidDocument.Kind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of document that we write to Xero, against the sandbox over real HTTP. */
class XeroTargetsTest {

  private final XeroTestBed bed = new XeroTestBed();
  private final XeroTestBed.Node node = bed.connectedNode();
  private final Books books = new Books(node);

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void a_payment_settles_its_invoice_and_is_found_again_by_its_reference() {
    Link invoice = books.brought(node.invoices, books.invoice("1"));
    Draft draft = books.payment(Kind.INVOICE, invoice.targetId(), "order 1");

    Link payment = books.brought(node.payments, draft);

    JsonNode paid = books.read(XeroList.INVOICES, invoice.targetId());
    assertThat(paid.path("AmountPaid").decimalValue()).isEqualByComparingTo(Books.ELEVEN);
    assertFoundAgain(node.payments, draft, payment.targetId());
  }

  @Test
  void a_payment_beyond_what_is_due_is_held_with_xeros_words() {
    Link invoice = books.brought(node.invoices, books.invoice("1"));
    Draft draft = books.payment(Kind.INVOICE, invoice.targetId(), "order 1");
    draft.body().put("Amount", new BigDecimal("500.00"));

    assertThat(books.bring(node.payments, draft)).isInstanceOfSatisfying(Posted.NotLinked.class, stopped ->
      assertThat(stopped.outcome()).isInstanceOfSatisfying(Outcome.Held.class, held ->
        assertThat(held.reason()).contains("exceeds the amount outstanding")
      )
    );
  }

  @Test
  void a_payment_posted_by_mistake_is_deleted_once() {
    Link invoice = books.brought(node.invoices, books.invoice("1"));
    Link payment = books.brought(node.payments, books.payment(Kind.INVOICE, invoice.targetId(), "order 1"));

    Posted deleted = books.change(node.payments, XeroPayments.deleted(payment, "gone"));

    assertThat(how(deleted)).isEqualTo(How.WRITTEN);
    assertThat(books.read(XeroList.PAYMENTS, payment.targetId()).path("Status").asText()).isEqualTo(
      "DELETED"
    );
    assertThat(how(books.change(node.payments, XeroPayments.deleted(payment, "gone")))).isEqualTo(
      How.ADOPTED
    );
  }

  @Test
  void a_credit_note_is_refunded_by_a_payment_on_it() {
    Draft draft = books.creditNote("7");
    Link note = books.brought(node.creditNotes, draft);
    assertFoundAgain(node.creditNotes, draft, note.targetId());

    Draft refund = books.payment(Kind.CREDIT_NOTE, note.targetId(), "refund 7");
    Link payment = books.brought(node.payments, refund);

    JsonNode shown = books.read(XeroList.PAYMENTS, payment.targetId());
    assertThat(shown.path("PaymentType").asText()).isEqualTo("ARCREDITPAYMENT");
    assertFoundAgain(node.payments, refund, payment.targetId());
  }

  @Test
  void a_credit_note_is_allocated_to_its_invoice_once() {
    Link invoice = books.brought(node.invoices, books.invoice("8"));
    Link note = books.brought(node.creditNotes, books.creditNote("8"));
    Draft draft = books.allocation(Kind.CREDIT_NOTE, note.targetId(), invoice.targetId());

    Link allocation = books.brought(node.allocations, draft);

    assertThat(
      books.read(XeroList.INVOICES, invoice.targetId()).path("AmountCredited").decimalValue()
    ).isEqualByComparingTo(Books.ELEVEN);
    assertFoundAgain(node.allocations, draft, allocation.targetId());
  }

  @Test
  void a_credit_notes_number_that_no_look_could_ask_for_is_refused_before_it_is_written() {
    ObjectNode body = XeroJson.object().put("CreditNoteNumber", "WC-\"7\"-R1");

    assertThatThrownBy(() ->
      new CreditNoteDraft(Books.source("refund", "7"), "WC-\"7\"-R1", body, "refund")
    ).hasMessageContaining("quotes");
  }

  @Test
  void an_unused_credit_note_is_voided() {
    Link note = books.brought(node.creditNotes, books.creditNote("9"));

    assertThat(how(books.change(node.creditNotes, XeroCreditNotes.voided(note, "gone")))).isEqualTo(
      How.WRITTEN
    );
    assertThat(books.read(XeroList.CREDIT_NOTES, note.targetId()).path("Status").asText()).isEqualTo(
      "VOIDED"
    );
  }

  @Test
  void fees_are_spent_from_the_clearing_account_and_deleted_if_wrong() {
    Draft draft = books.fee("1");

    Link fee = books.brought(node.bankTransactions, draft);

    assertFoundAgain(node.bankTransactions, draft, fee.targetId());
    Posted deleted = books.change(node.bankTransactions, XeroBankTransactions.deleted(fee, "gone"));
    assertThat(how(deleted)).isEqualTo(How.WRITTEN);
  }

  @Test
  void an_overpayment_is_linked_by_its_own_id_and_can_be_refunded_and_allocated() {
    Draft draft = books.overpayment("1");
    Link overpaid = books.brought(node.overpayments, draft);
    assertFoundAgain(node.overpayments, draft, overpaid.targetId());
    Link second = books.brought(node.overpayments, books.overpayment("2"));
    Link invoice = books.brought(node.invoices, books.invoice("1"));

    books.brought(node.payments, books.payment(Kind.OVERPAYMENT, overpaid.targetId(), "back 1"));
    Draft allocation = books.allocation(Kind.OVERPAYMENT, second.targetId(), invoice.targetId());
    Link allocated = books.brought(node.allocations, allocation);

    JsonNode refunded = books.read(XeroList.OVERPAYMENTS, overpaid.targetId());
    assertThat(refunded.path("RemainingCredit").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
    assertFoundAgain(node.allocations, allocation, allocated.targetId());
  }

  @Test
  void a_payout_is_a_transfer_between_two_banks() {
    Draft draft = books.transfer("1");

    Link transfer = books.brought(node.transfers, draft);

    assertFoundAgain(node.transfers, draft, transfer.targetId());
  }

  @Test
  void a_remark_stands_once_in_the_history_of_its_document() {
    Link invoice = books.brought(node.invoices, books.invoice("1"));
    Draft draft = books.remark(invoice.targetId(), "sent to the customer's portal");
    Link first = books.brought(node.notes, draft);
    Link second = books.brought(node.notes, books.remark(invoice.targetId(), "another remark"));

    assertThat(first.targetId()).isNotEqualTo(second.targetId());
    assertFoundAgain(node.notes, draft, first.targetId());
  }

  @Test
  void an_update_keeps_the_ids_of_lines_and_a_persons_edit_of_them_is_held_with_both_values() {
    Link link = books.brought(node.invoices, books.invoice("1"));
    String line = lineId(link);

    Posted updated = books.change(node.invoices, books.changed(link, "1", "60.0000"));

    assertThat(how(updated)).isEqualTo(How.WRITTEN);
    assertThat(lineId(link)).isEqualTo(line);
    assertThat(
      books.read(XeroList.INVOICES, link.targetId()).path("Total").decimalValue()
    ).isEqualByComparingTo("120.00");

    bed.control(
      "/sandbox/ledger/recode",
      "{\"invoice\":\"" + link.targetId() + "\",\"line\":0,\"account\":\"260\"}"
    );
    Posted held = books.change(node.invoices, books.changed(Books.link(updated), "1", "70.0000"));
    assertThat(held).isInstanceOfSatisfying(Posted.NotLinked.class, stopped ->
      assertThat(((Outcome.Held) stopped.outcome()).reason()).endsWith(
        "was changed by a person: line 1 account 260 instead of 200"
      )
    );
  }

  @Test
  void an_invoice_is_voided_and_its_number_stays_taken() {
    Link link = books.brought(node.invoices, books.invoice("1"));

    assertThat(how(books.change(node.invoices, XeroInvoices.voided(link, "cancelled")))).isEqualTo(
      How.WRITTEN
    );

    assertThat(books.read(XeroList.INVOICES, link.targetId()).path("Status").asText()).isEqualTo("VOIDED");
    Link voided = node.links.find(link.source(), XeroInvoices.TYPE).orElseThrow();
    assertThat(voided.targetProjection()).contains("VOIDED");
  }

  @Test
  void a_draft_is_deleted_not_voided() {
    Draft draft = books.invoice("1");
    draft.body().put("Status", "DRAFT");
    Link link = books.brought(node.invoices, draft);

    assertThat(how(books.change(node.invoices, XeroInvoices.deleted(link, "cancelled")))).isEqualTo(
      How.WRITTEN
    );
    assertThat(books.read(XeroList.INVOICES, link.targetId()).path("Status").asText()).isEqualTo("DELETED");
  }

  @Test
  void lines_that_went_and_came_are_told_from_those_that_stayed() {
    ObjectNode wanted = XeroJson.object();
    wanted.putArray("LineItems").add(line("Cup", "2")).add(line("Mug", "9")).add(line("New", "1"));
    ObjectNode there = XeroJson.object();
    there
      .putArray("LineItems")
      .add(line("Mug", "5").put("LineItemID", "mug"))
      .add(line("Cup", "2").put("LineItemID", "cup"));

    LineIds.put(wanted, there);

    assertThat(wanted.path("LineItems").findValuesAsText("LineItemID")).isEqualTo(List.of("cup", "mug"));
    assertThat(wanted.path("LineItems").path(2).has("LineItemID")).isFalse();
  }

  private static ObjectNode line(String text, String unit) {
    return XeroJson.object().put("Description", text).put("UnitAmount", new BigDecimal(unit));
  }

  private String lineId(Link link) {
    JsonNode lines = books.read(XeroList.INVOICES, link.targetId()).path("LineItems");
    assertThat(lines).hasSize(1);
    return lines.path(0).path("LineItemID").asText();
  }

  /** A process that knows nothing of the document finds it, and finds it as it was meant. */
  private void assertFoundAgain(Target target, Draft draft, String id) {
    assertThat(target.look(XeroTestBed.TENANT, List.of(draft)).get(draft.source())).satisfies(found -> {
      assertThat(found.targetId()).isEqualTo(id);
      assertThat(found.live()).isTrue();
      assertThat(found.projection()).isEqualTo(draft.meant());
    });
  }

  private static How how(Posted posted) {
    assertThat(posted).isInstanceOf(Posted.Linked.class);
    return ((Posted.Linked) posted).how();
  }
}
