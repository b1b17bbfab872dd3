package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.xero.LedgerAccount;
import io.ledgerroutes.xero.PaidDocument;
import io.ledgerroutes.xero.PaymentDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Money that moves between a customer and an account of ours: in for an invoice, back for a credit note.
 *
 * @param source what it stands for, e.g. {@code woocommerce-payment} and the order's id
 * @param account a clearing account, or the liability of gift cards
 * @param date day of the organisation
 * @param amount in the order's currency, positive
 * @param reference unique among its document's payments
 * @param sourceProjection hash of what it was made from, at most 64 characters
 */
record Money(
  SourceRef source,
  LedgerAccount account,
  LocalDate date,
  BigDecimal amount,
  String reference,
  String sourceProjection
) {
  /** The payment of this document. */
  PaymentDraft on(PaidDocument document) {
    return new PaymentDraft(
      source,
      document,
      account,
      date,
      amount,
      reference,
      Optional.empty(),
      sourceProjection
    );
  }

  /** The same for another record. */
  Money as(SourceRef other) {
    return new Money(other, account, date, amount, reference, sourceProjection);
  }

  /** The same on another day. */
  Money dated(LocalDate day) {
    return new Money(source, account, day, amount, reference, sourceProjection);
  }
}
