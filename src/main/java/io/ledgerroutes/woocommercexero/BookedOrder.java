package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.Person;
import java.util.List;

/**
 * An order with the invoice that it becomes. The invoice's total is the order's and what was redeemed together.
 *
 * @param balance the order's lines as they are coded, with what rounding they needed
 * @param redemptions what gift cards and the like have paid of the invoice
 * @param invoice the same as a document, in the order's currency
 */
record BookedOrder(
  Order order,
  Person person,
  Balance balance,
  List<Redemption> redemptions,
  InvoiceDraft invoice
) {
  BookedOrder {
    redemptions = List.copyOf(redemptions);
  }

  /** The same order with another invoice. */
  BookedOrder as(InvoiceDraft other) {
    return new BookedOrder(order, person, balance, redemptions, other);
  }

  List<InvoiceLine> lines() {
    return balance.lines();
  }
}
