package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Change;
import io.ledgerroutes.posting.ChangeTarget;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Target;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.xero.PaidDocument.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way a call can fail × every kind of call that we make (proof f): whatever fails, and whether the next attempt
 * comes at once or when the idempotency key is long gone, in the end there is one document and nobody was blamed.
 */
class XeroFaultMatrixTest {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration A_MINUTE = Duration.ofSeconds(61);
  /** As soon as the minute's calls allow. */
  private static final Duration AT_ONCE = A_MINUTE;
  private static final int MOST_ATTEMPTS = 6;
  private static final Duration KEY_IS_GONE = Duration.ofMinutes(7);

  private final XeroTestBed bed = new XeroTestBed(
    TestDatabase.h2(),
    SandboxSettings.defaults(),
    CALL_TIMEOUT
  );
  private final XeroTestBed.Node node = bed.connectedNode();
  private final Books books = new Books(node);
  private int serial;

  /**
   * One kind of call on documents of its own.
   *
   * @param path part of the write's path
   * @param read part of the path of what is read before it
   * @param attempt empty once it is done
   * @param done how often the ledger shows it done
   */
  private record Call(
    String method,
    String path,
    String read,
    Supplier<Optional<Outcome>> attempt,
    IntSupplier done
  ) {}

  @AfterEach
  void close() {
    bed.close();
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "too-many-requests",
      "error-before",
      "answer-lost",
      "timeout",
      "reset",
      "html",
      "slow",
      "offline",
      "token-revoked",
    }
  )
  void whatever_fails_each_call_is_done_once(String fault) {
    for (Call call : calls()) {
      arm(fault, call.method(), call.path());
      untilDone(call, AT_ONCE, fault + " at " + call.method() + call.path());
    }
    for (Call call : calls()) {
      arm(fault, call.method(), call.path());
      untilDone(call, KEY_IS_GONE, fault + " at " + call.method() + call.path() + ", later");
    }
    for (Call call : calls()) {
      arm(fault, "GET", call.read());
      untilDone(call, AT_ONCE, fault + " at a read before " + call.method() + call.path());
    }
  }

  @Test
  void every_write_of_the_contract_is_in_the_matrix() {
    calls().forEach(call -> untilDone(call, AT_ONCE, call.method() + call.path()));

    Set<String> made = new TreeSet<>(bed.remote.made());
    made.removeIf(name -> name.startsWith("GET "));
    assertThat(made).isEqualTo(new TreeSet<>(new XeroContract().writes()));
  }

  /** The proof bites: a payment has no key of its own, only the look before the write tells that it is there. */
  @Test
  void without_the_look_a_lost_answer_becomes_a_second_payment() {
    XeroPayments blind = new XeroPayments(node.calls, node.pages, node.probe) {
      @Override
      public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
        return Map.of();
      }
    };
    Link invoice = books.brought(node.invoices, books.invoice("twice"));
    Draft draft = books.payment(Kind.INVOICE, invoice.targetId(), "order twice");
    arm("answer-lost", "PUT", "/Payments");
    assertThat(books.bring(blind, draft)).isInstanceOf(Posted.NotLinked.class);
    bed.passes(KEY_IS_GONE);

    // Nothing found, so the silence counts against it; the attempt after that writes.
    assertThat(books.bring(blind, draft)).isInstanceOf(Posted.NotLinked.class);
    books.brought(blind, draft);

    assertThat(books.count(XeroList.PAYMENTS, "Reference==\"order twice\"")).isEqualTo(2);
  }

  private void untilDone(Call call, Duration later, String at) {
    Optional<Outcome> left = Optional.of(Outcome.Retry.later("not tried yet", null));
    for (int attempt = 0; attempt < MOST_ATTEMPTS && left.isPresent(); attempt++) {
      try {
        left = call.attempt().get();
        assertThat(left.stream()).as(at).allMatch(Outcome.Retry.class::isInstance);
      } catch (RemoteFailure lookFailed) {
        assertThat(lookFailed.failure().kind()).as(at).isNotEqualTo(FailureKind.STRUCTURAL);
      }
      bed.passes(later);
      mend();
    }
    assertThat(left).as(at).isEmpty();
    // A read may have been spared; a fault that is still armed would strike the count.
    assertThat(bed.waitingFaults()).as(at).isLessThanOrEqualTo(at.contains(" read ") ? 1 : 0);
    bed.disarm();
    assertThat(call.done().getAsInt()).as(at).isEqualTo(1);
  }

  private void arm(String fault, String method, String path) {
    long millis = fault.equals("slow") ? 100 : 60_000;
    bed.fault(
      """
      {"system":"xero","kind":"%s","method":"%s","path":"%s","times":1,"millis":%d}
      """.formatted(fault, method, path, millis)
    );
  }

  /** An operator connects anew where the consent was lost. */
  private void mend() {
    if (node.grantStore.find(XeroTestBed.GRANT).orElseThrow().broken().isPresent()) {
      bed.consent(node, "craft-shop");
    }
  }

  private List<Call> calls() {
    bed.passes(A_MINUTE);
    List<Call> calls = new ArrayList<>(List.of(newContact(), markedContact()));
    calls.addAll(List.of(newInvoice(), changedInvoice(), voidedInvoice()));
    calls.addAll(List.of(newCreditNote(), voidedCreditNote(), allocation()));
    bed.passes(A_MINUTE);
    calls.addAll(List.of(newPayment(), deletedPayment()));
    calls.addAll(List.of(fee(), deletedFee(), overpayment(), transfer(), remark()));
    bed.passes(A_MINUTE);
    return calls;
  }

  private Call newContact() {
    String name = "new-" + ++serial;
    return contact("PUT", name);
  }

  private Call markedContact() {
    String name = "old-" + ++serial;
    ObjectNode contacts = XeroJson.object();
    contacts.putArray("Contacts").addObject().put("Name", name).put("EmailAddress", name + "@example.com");
    bed.byHand("PUT", "/Contacts", contacts);
    return contact("POST", name);
  }

  private Call contact(String method, String name) {
    Supplier<Optional<Outcome>> attempt = () ->
      switch (books.ensured(name)) {
        case Ensured.Contact made -> Optional.empty();
        case Ensured.Stopped stopped -> Optional.of(stopped.outcome());
      };
    String mine = "ContactNumber==\"craft-shop:" + name + "\"";
    return new Call(method, "/Contacts", "/Contacts", attempt, () -> books.count(XeroList.CONTACTS, mine));
  }

  private Call newInvoice() {
    Draft draft = books.invoice("" + ++serial);
    return brought(node.invoices, draft, "/Invoices", "/Invoices", XeroList.INVOICES, "InvoiceNumber");
  }

  private Call changedInvoice() {
    String id = "" + ++serial;
    Link link = books.brought(node.invoices, books.invoice(id));
    Change change = books.changed(link, id, "60.0000");
    return changed(
      node.invoices,
      change,
      "/Invoices",
      invoice ->
        invoice.path("Total").decimalValue().intValue() == 120 && invoice.path("LineItems").size() == 1
    );
  }

  private Call voidedInvoice() {
    Link link = books.brought(node.invoices, books.invoice("" + ++serial));
    return changed(node.invoices, XeroInvoices.voided(link, "-"), "/Invoices", gone("VOIDED"));
  }

  private Call newCreditNote() {
    Draft draft = books.creditNote("" + ++serial);
    return brought(
      node.creditNotes,
      draft,
      "/CreditNotes",
      "/CreditNotes",
      XeroList.CREDIT_NOTES,
      "CreditNoteNumber"
    );
  }

  private Call voidedCreditNote() {
    Link link = books.brought(node.creditNotes, books.creditNote("" + ++serial));
    return changed(node.creditNotes, XeroCreditNotes.voided(link, "-"), "/CreditNotes", gone("VOIDED"));
  }

  private Call allocation() {
    Link invoice = books.brought(node.invoices, books.invoice("" + ++serial));
    Link note = books.brought(node.creditNotes, books.creditNote("" + ++serial));
    Draft draft = books.allocation(Kind.CREDIT_NOTE, note.targetId(), invoice.targetId());
    return new Call("PUT", "/Allocations", "/CreditNotes", attempt(node.allocations, draft), () ->
      books.read(XeroList.CREDIT_NOTES, note.targetId()).path("Allocations").size()
    );
  }

  private Call newPayment() {
    Link invoice = books.brought(node.invoices, books.invoice("" + ++serial));
    Draft draft = books.payment(Kind.INVOICE, invoice.targetId(), "order " + serial);
    return brought(node.payments, draft, "/Payments", "/Invoices", XeroList.PAYMENTS, "Reference");
  }

  private Call deletedPayment() {
    Link invoice = books.brought(node.invoices, books.invoice("" + ++serial));
    Draft draft = books.payment(Kind.INVOICE, invoice.targetId(), "order " + serial);
    Link payment = books.brought(node.payments, draft);
    return changed(node.payments, XeroPayments.deleted(payment, "-"), "/Payments", gone("DELETED"));
  }

  private Call fee() {
    Draft draft = books.fee("" + ++serial);
    String path = "/BankTransactions";
    return brought(node.bankTransactions, draft, path, path, XeroList.BANK_TRANSACTIONS, "Reference");
  }

  private Call overpayment() {
    Draft draft = books.overpayment("" + ++serial);
    String path = "/BankTransactions";
    return new Call("PUT", path, path, attempt(node.overpayments, draft), () ->
      books.overpayments(draft.number())
    );
  }

  private Call deletedFee() {
    Link fee = books.brought(node.bankTransactions, books.fee("" + ++serial));
    Change change = XeroBankTransactions.deleted(fee, "-");
    return changed(node.bankTransactions, change, "/BankTransactions", gone("DELETED"));
  }

  private Call transfer() {
    Draft draft = books.transfer("" + ++serial);
    return new Call("PUT", "/BankTransfers", "/BankTransfers", attempt(node.transfers, draft), () ->
      books.transfers(draft.number())
    );
  }

  private Call remark() {
    Link invoice = books.brought(node.invoices, books.invoice("" + ++serial));
    Draft draft = books.remark(invoice.targetId(), "remark " + serial);
    return new Call("PUT", "/History", "/History", attempt(node.notes, draft), () ->
      books.remarks(invoice.targetId(), draft.meant())
    );
  }

  private Call brought(
    Target target,
    Draft draft,
    String path,
    String read,
    XeroList list,
    String numberField
  ) {
    String mine = numberField + "==\"" + draft.number() + "\"";
    return new Call("PUT", path, read, attempt(target, draft), () -> books.count(list, mine));
  }

  private Supplier<Optional<Outcome>> attempt(Target target, Draft draft) {
    return () -> outcome(books.bring(target, draft));
  }

  private Call changed(ChangeTarget target, Change change, String path, Predicate<JsonNode> reached) {
    XeroList list = List.of(
      XeroList.INVOICES,
      XeroList.CREDIT_NOTES,
      XeroList.PAYMENTS,
      XeroList.BANK_TRANSACTIONS
    )
      .stream()
      .filter(candidate -> path.equals("/" + candidate.resource()))
      .findFirst()
      .orElseThrow();
    return new Call(
      "POST",
      path,
      path,
      () -> outcome(books.change(target, change)),
      () -> reached.test(books.read(list, change.link().targetId())) ? 1 : 0
    );
  }

  private static Predicate<JsonNode> gone(String status) {
    return document -> document.path("Status").asText().equals(status);
  }

  private static Optional<Outcome> outcome(Posted posted) {
    return switch (posted) {
      case Posted.Linked linked -> Optional.empty();
      case Posted.NotLinked stopped -> Optional.of(stopped.outcome());
    };
  }
}
