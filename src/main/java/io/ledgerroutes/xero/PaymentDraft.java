package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.SourceRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A payment as it is meant to be: money in for an invoice, money back for a credit note or an overpayment.
 *
 * @param source the record it stands for, e.g. the connection, {@code woocommerce-payment} and the order's id
 * @param document what it settles
 * @param account where the money is: a bank account, or one that takes payments
 * @param date day of the organisation
 * @param amount in the document's currency, positive, at most what is due
 * @param reference ties it to the source; unique among the document's payments, because it is what a payment is
 *     found by (facts, Xero 3)
 * @param rate document currency per unit of the account's currency, 6 places; empty for Xero's own rate of the day
 * @param sourceProjection hash of the source's fields, at most 64 characters
 */
public record PaymentDraft(
  SourceRef source,
  PaidDocument document,
  LedgerAccount account,
  LocalDate date,
  BigDecimal amount,
  String reference,
  Optional<BigDecimal> rate,
  String sourceProjection
) {
  public PaymentDraft {
    if (reference.isBlank()) {
      throw new IllegalArgumentException("A payment without a reference could not be found again");
    }
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("A payment's amount is positive, also for a refund");
    }
  }

  /** As a document to post. */
  public Draft draft() {
    ObjectNode body = XeroJson.object();
    body.set(document.kind().field(), document.json());
    body.set("Account", account.json());
    body.put("Date", date.toString());
    body.put("Amount", amount);
    body.put("Reference", reference);
    rate.ifPresent(value -> body.put("CurrencyRate", value));
    return new Draft(source, reference, body, DocumentProjection.payment(body), sourceProjection);
  }
}
