package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.SourceRef;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Credit of a credit note or an overpayment set against an invoice.
 *
 * @param credit the note or overpayment, approved and with so much left
 * @param invoice Xero's id of the invoice, approved and with so much due
 * @param amount in the documents' currency, positive
 * @param date day of the organisation
 * @param sourceProjection hash of the source's fields, at most 64 characters
 */
public record AllocationDraft(
  SourceRef source,
  PaidDocument credit,
  String invoice,
  BigDecimal amount,
  LocalDate date,
  String sourceProjection
) {
  public AllocationDraft {
    if (credit.kind() == PaidDocument.Kind.INVOICE) {
      throw new IllegalArgumentException("Only credit notes and overpayments have credit to allocate");
    }
  }

  /** As a document to post; it is found by its invoice. */
  public Draft draft() {
    ObjectNode allocation = XeroJson.object();
    allocation.set("Invoice", XeroJson.object().put("InvoiceID", invoice));
    allocation.put("Amount", amount);
    allocation.put("Date", date.toString());
    ObjectNode body = XeroJson.object();
    body.putArray("Allocations").add(allocation);
    String path = "/" + credit.kind().list().resource() + "/" + credit.id() + "/Allocations" + XeroBatch.EACH;
    return new Draft(
      source,
      credit.id() + ">" + invoice,
      new AddressedRequest("PUT", path, body).json(),
      DocumentProjection.allocation(allocation),
      sourceProjection
    );
  }
}
