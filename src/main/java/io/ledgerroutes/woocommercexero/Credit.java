package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.CreditNoteDraft;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a customer is credited, and where the credit goes (rule W7).
 *
 * @param uses of the note's amount, in the order in which they are done; together at most the note's total. What is
 *     left stays open on the note
 */
record Credit(CreditNoteDraft note, List<Use> uses) {
  Credit {
    uses = List.copyOf(uses);
  }

  /**
   * The same at the rate of the invoice that it credits (rule W7), for invoices in another currency than the books'.
   *
   * @param rate the invoice's {@code CurrencyRate} as Xero answered it
   */
  Credit atRate(BigDecimal rate) {
    CreditNoteDraft rated = new CreditNoteDraft(
      note.source(),
      note.number(),
      note.body().deepCopy().put("CurrencyRate", rate),
      note.sourceProjection()
    );
    return new Credit(rated, uses);
  }

  /** Where a part of the credit goes once its note stands. */
  sealed interface Use {
    /**
     * Against the invoice, as far as it was not paid.
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
