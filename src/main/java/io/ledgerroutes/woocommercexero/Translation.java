package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.Person;

/** What an order means in the books. */
sealed interface Translation {
  /** It becomes this invoice of this person. */
  record Invoice(Person person, InvoiceDraft draft) implements Translation {}

  /** A rule stops it; the reason says to a bookkeeper what to do. */
  record HeldBack(String reason) implements Translation {}

  /** There is nothing to book. */
  record NotWanted(String reason) implements Translation {}
}
