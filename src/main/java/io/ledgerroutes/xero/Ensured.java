package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Outcome;

/** What became of a person in the ledger. */
public sealed interface Ensured {
  /** The contact to put on documents. */
  record Contact(ContactId id) implements Ensured {}

  /** There is none to use; the outcome says why. */
  record Stopped(Outcome outcome) implements Ensured {}
}
