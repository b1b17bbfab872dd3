package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.xero.PaidDocument;
import io.ledgerroutes.xero.PaymentDraft;
import java.time.LocalDate;

/**
 * Money that is due on a document of an element.
 *
 * @param document an invoice, or a credit note that is paid back
 */
record MoneyDue(Element element, Money money, PaidDocument.Kind kind, Link document) {
  /** Names it to a bookkeeper. */
  String words() {
    return kind == PaidDocument.Kind.INVOICE
      ? "the payment of " + money.amount() + " on invoice " + document.number()
      : "the refund of " + money.amount() + " on credit note " + document.number();
  }

  PaymentDraft draft() {
    return money.on(new PaidDocument(kind, document.targetId()));
  }

  Approvals.Subject subject() {
    return new Approvals.Subject(element, kind, document);
  }

  /** The same on another day. */
  MoneyDue on(LocalDate day) {
    return new MoneyDue(element, money.dated(day), kind, document);
  }
}
