package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.Person;
import java.util.List;

/**
 * An order with the invoice that it becomes.
 *
 * @param balance the order's lines as they are coded, with what rounding they needed
 * @param invoice the same as a document, in the order's currency
 */
record BookedOrder(Order order, Person person, Balance balance, InvoiceDraft invoice) {
  List<InvoiceLine> lines() {
    return balance.lines();
  }
}
