package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.SourceRef;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Money moved between two bank accounts of the organisation, such as a payout from a clearing account.
 *
 * @param date day of the organisation
 * @param amount in the accounts' currency, positive
 * @param reference ties it to the source; unique on its day, because it is what a transfer is found by
 * @param sourceProjection hash of the source's fields, at most 64 characters
 */
public record TransferDraft(
  SourceRef source,
  LedgerAccount from,
  LedgerAccount to,
  LocalDate date,
  BigDecimal amount,
  String reference,
  String sourceProjection
) {
  public TransferDraft {
    if (reference.isBlank()) {
      throw new IllegalArgumentException("A transfer without a reference could not be found again");
    }
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException(
        "A transfer's amount is positive; the accounts say which way it goes"
      );
    }
  }

  /** As a document to post. */
  public Draft draft() {
    ObjectNode body = XeroJson.object();
    body.set("FromBankAccount", from.json());
    body.set("ToBankAccount", to.json());
    body.put("Amount", amount);
    body.put("Date", date.toString());
    body.put("Reference", reference);
    return new Draft(source, reference, body, DocumentProjection.transfer(body), sourceProjection);
  }
}
