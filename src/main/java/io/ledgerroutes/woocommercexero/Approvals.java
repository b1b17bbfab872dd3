package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.ChangeTarget;
import io.ledgerroutes.posting.Current;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.xero.PaidDocument;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Money moves on approved documents only (facts, Xero 5). Where invoices are made to be approved by a person, what
 * follows them is tried again every hour until that has happened (rule A5).
 */
@Component
class Approvals {

  private static final Duration ASKED_EVERY = Duration.ofHours(1);
  private static final Set<String> UNAPPROVED = Set.of("DRAFT", "SUBMITTED");

  private final XeroInvoices invoices;
  private final XeroCreditNotes notes;

  Approvals(XeroInvoices invoices, XeroCreditNotes notes) {
    this.invoices = invoices;
    this.notes = notes;
  }

  /** A document of an element that money is to move on. */
  record Subject(Element element, PaidDocument.Kind kind, Link document) {
    private String words() {
      return (kind == PaidDocument.Kind.INVOICE ? "invoice " : "credit note ") + document.number();
    }
  }

  /** Settles for a later time each element of which a document is not approved yet. */
  void await(Batch batch, OrderContext.Scope scope, List<Subject> subjects) {
    if (scope.settings().invoices().status() == InvoiceStatus.AUTHORISED) {
      return;
    }
    await(batch.tenant(), invoices, of(subjects, PaidDocument.Kind.INVOICE));
    await(batch.tenant(), notes, of(subjects, PaidDocument.Kind.CREDIT_NOTE));
  }

  private static List<Subject> of(List<Subject> subjects, PaidDocument.Kind kind) {
    return subjects
      .stream()
      .filter(subject -> subject.kind() == kind)
      .toList();
  }

  private static void await(String tenant, ChangeTarget target, List<Subject> subjects) {
    if (subjects.isEmpty()) {
      return;
    }
    Map<String, Current> now = target.read(
      tenant,
      subjects
        .stream()
        .map(subject -> subject.document().targetId())
        .distinct()
        .toList()
    );
    for (Subject subject : subjects) {
      Current current = now.get(subject.document().targetId());
      if (current == null || !current.live()) {
        subject.element().settle(new Outcome.Held(subject.words() + " was voided or deleted: check it"));
      } else if (UNAPPROVED.contains(current.document().path("Status").asText())) {
        subject
          .element()
          .settle(Outcome.Retry.later("waits for the approval of " + subject.words(), ASKED_EVERY));
      }
    }
  }
}
