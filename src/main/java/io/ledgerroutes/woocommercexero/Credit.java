package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.CreditNoteDraft;
import java.math.BigDecimal;

/** What a customer is credited, and where the credit goes (rule W7). */
record Credit(CreditNoteDraft note, Use use) {
  /** Where the credit goes once its note stands. */
  sealed interface Use {
    /**
     * Against the invoice, which was never paid.
     *
     * @param amount in the order's currency, positive
     */
    record Allocated(BigDecimal amount) implements Use {}

    /** Back to the customer, out of an account of ours. */
    record PaidBack(Money money) implements Use {}

    /** Nowhere yet: the bank line of the refund will be matched with the note. */
    record LeftOpen() implements Use {}

    /** A person decides; the words say what about. */
    record AskedFor(String concern) implements Use {}
  }
}
