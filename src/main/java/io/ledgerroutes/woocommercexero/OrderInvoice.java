package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.xero.Brought;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.XeroInvoices;

/** The invoice that a step before has brought for an order. */
final class OrderInvoice {

  private OrderInvoice() {}

  /** Its link. */
  static Link of(Element element) {
    return Brought.of(element)
      .link(element.known(InvoiceDraft.class).source(), XeroInvoices.TYPE)
      .orElseThrow(() -> new IllegalStateException("No step before this one has brought the invoice"));
  }
}
