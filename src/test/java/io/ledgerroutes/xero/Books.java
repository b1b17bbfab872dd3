package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.TENANT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Change;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Target;
import io.ledgerroutes.xero.BankTransactionDraft.Line;
import io.ledgerroutes.xero.BankTransactionDraft.Type;
import io.ledgerroutes.xero.PaidDocument.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A bookkeeper's day in the sandbox's first organisation: documents made, settled and ended by the real targets. */
final class Books {

  static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  static final LedgerAccount BANK = new LedgerAccount.Code("090");
  static final LedgerAccount CLEARING = new LedgerAccount.Code("091");
  static final BigDecimal ELEVEN = new BigDecimal("11.00");

  private final XeroTestBed.Node node;
  private final ContactId customer;

  Books(XeroTestBed.Node node) {
    this.node = node;
    this.customer = contact("customer");
  }

  ContactId contact(String name) {
    return switch (ensured(name)) {
      case Ensured.Contact contact -> contact.id();
      case Ensured.Stopped stopped -> throw new IllegalStateException(stopped.outcome().toString());
    };
  }

  Ensured ensured(String name) {
    String email = name + "@example.com";
    Person person = new Person(email, Person.numberOf("craft-shop", name), name, "", "", email);
    return node.book.ensure(TENANT, List.of(person), Duration.ZERO).get(email);
  }

  static SourceRef source(String type, String id) {
    return new SourceRef("craft-shop", type, id);
  }

  Draft invoice(String id) {
    return XeroInvoices.draft(Drafts.invoice("craft-shop", id), customer);
  }

  /** The linked invoice over another amount of its one line. */
  Change.Update changed(Link link, String id, String unit) {
    InvoiceDraft now = Drafts.invoice("craft-shop", id);
    ((ObjectNode) now.body().path("LineItems").path(0)).put("UnitAmount", new BigDecimal(unit));
    return XeroInvoices.update(
      link,
      new InvoiceDraft(now.source(), now.number(), now.body(), "over " + unit),
      customer
    );
  }

  Draft creditNote(String id) {
    ObjectNode body = Drafts.invoice("craft-shop", id).body();
    body.put("Type", "ACCRECCREDIT").put("CreditNoteNumber", "craft-shop-" + id + "-R1");
    body.remove(List.of("InvoiceNumber", "DueDate", "SentToContact"));
    CreditNoteDraft note = new CreditNoteDraft(
      source("refund", id),
      "craft-shop-" + id + "-R1",
      body,
      "refund"
    );
    return XeroCreditNotes.draft(note, customer);
  }

  Draft payment(Kind kind, String document, String reference) {
    return new PaymentDraft(
      source("payment", reference),
      new PaidDocument(kind, document),
      BANK,
      DAY,
      ELEVEN,
      reference,
      Optional.empty(),
      "payment"
    ).draft();
  }

  Draft allocation(Kind kind, String credit, String invoice) {
    PaidDocument document = new PaidDocument(kind, credit);
    return new AllocationDraft(
      source("allocation", credit),
      document,
      invoice,
      ELEVEN,
      DAY,
      "allocated"
    ).draft();
  }

  Draft fee(String id) {
    return XeroBankTransactions.draft(transaction(Type.SPEND, "fee " + id), customer);
  }

  Draft overpayment(String id) {
    return XeroOverpayments.draft(transaction(Type.RECEIVE_OVERPAYMENT, "too much " + id), customer);
  }

  private static BankTransactionDraft transaction(Type type, String reference) {
    return new BankTransactionDraft(
      source("balance", reference),
      type,
      BANK,
      DAY,
      reference,
      "AUD",
      type == Type.SPEND ? "Inclusive" : "NoTax",
      List.of(new Line("Fees of the day", ELEVEN, "404", "INPUT", new BigDecimal("1.00"))),
      "balance"
    );
  }

  Draft transfer(String id) {
    return new TransferDraft(
      source("payout", id),
      BANK,
      CLEARING,
      DAY,
      ELEVEN,
      "payout " + id,
      "payout"
    ).draft();
  }

  Draft remark(String invoice, String words) {
    return new NoteDraft(source("remark", words), XeroList.INVOICES, invoice, words).draft();
  }

  Posted bring(Target target, Draft draft) {
    return node.posting.bring(TENANT, target, List.of(draft)).get(draft.source());
  }

  /** Brought without trouble. */
  Link brought(Target target, Draft draft) {
    return link(bring(target, draft));
  }

  Posted change(io.ledgerroutes.posting.ChangeTarget target, Change change) {
    return node.posting.change(TENANT, target, List.of(change)).get(change.link().source());
  }

  static Link link(Posted posted) {
    if (posted instanceof Posted.Linked linked) {
      return linked.link();
    }
    throw new AssertionError("not linked: " + posted);
  }

  /** A document as the ledger has it. */
  JsonNode read(XeroList list, String id) {
    return node.pages.one(TENANT, list, id).orElseThrow().json();
  }

  /** How many elements of a list meet a condition in Xero's words. */
  int count(XeroList list, String where) {
    int[] count = { 0 };
    node.pages.read(TENANT, list.where(where), page -> count[0] += page.size());
    return count[0];
  }

  int overpayments(String reference) {
    int[] count = { 0 };
    node.pages.read(TENANT, XeroList.OVERPAYMENTS, page ->
      page
        .stream()
        .filter(each -> DocumentProjection.overpaymentReference(each.json()).equals(reference))
        .forEach(each -> count[0]++)
    );
    return count[0];
  }

  int transfers(String reference) {
    return (int) node.calls
      .call(TENANT, XeroCall.read("/BankTransfers"))
      .path("BankTransfers")
      .findValuesAsText("Reference")
      .stream()
      .filter(reference::equals)
      .count();
  }

  int remarks(String invoice, String words) {
    return (int) node.calls
      .call(TENANT, XeroCall.read("/Invoices/" + invoice + "/History"))
      .path("HistoryRecords")
      .findValuesAsText("Details")
      .stream()
      .filter(words::equals)
      .count();
  }
}
