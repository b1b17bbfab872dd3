package io.ledgerroutes.woocommercexero;

import java.util.Optional;
import java.util.Set;

/**
 * What already stands in the books for an order. Credits follow it: a note carries the accounts and tax types with
 * which its invoice was posted, also where the mapping says otherwise by now (rule W7), and what posted notes have
 * credited is taken before a new one is planned.
 *
 * @param invoice the linked invoice's canonical projection as Xero answered it
 * @param refunds ids of the refunds whose credit note is linked
 * @param cancelled whether the credit note of a cancellation is linked: it has credited all the rest
 */
record Posted(Optional<String> invoice, Set<Long> refunds, boolean cancelled) {
  Posted {
    refunds = Set.copyOf(refunds);
  }

  /** Nothing stands yet. */
  static Posted nothing() {
    return new Posted(Optional.empty(), Set.of(), false);
  }

  /** Whether any credit note stands. */
  boolean credited() {
    return cancelled || !refunds.isEmpty();
  }
}
