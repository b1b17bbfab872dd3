package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import java.time.LocalDate;

/**
 * A credit note as it is meant to be, for a customer who gets money or credit back.
 *
 * @param source the record it stands for, e.g. the connection, {@code woocommerce-refund} and its id
 * @param number the credit note's number, without quotes; the body's {@code CreditNoteNumber} is the same
 * @param body Xero's own fields as for {@link InvoiceDraft}, without {@code Contact} and without totals: {@code Type,
 *     CreditNoteNumber, Reference, Date, LineAmountTypes, CurrencyCode, Status, LineItems}; credit notes know no
 *     discounts, so unit prices are net of them (rule W7)
 * @param sourceProjection hash of the source's financial fields, at most 64 characters
 */
public record CreditNoteDraft(SourceRef source, String number, ObjectNode body, String sourceProjection) {
  public CreditNoteDraft {
    if (!body.path("CreditNoteNumber").asText().equals(number)) {
      throw new IllegalArgumentException("The body's CreditNoteNumber differs from the draft's number");
    }
    if (!XeroQuery.quotable(number)) {
      throw new IllegalArgumentException("A credit note's number with quotes could not be found again");
    }
    if (body.has("Contact")) {
      throw new IllegalArgumentException("The contact is given by its id alone");
    }
  }

  /** The day that it is dated. */
  public LocalDate day() {
    return LocalDate.parse(body.path("Date").asText());
  }

  /** The same under another number. */
  public CreditNoteDraft as(String other) {
    return new CreditNoteDraft(
      source,
      other,
      body.deepCopy().put("CreditNoteNumber", other),
      sourceProjection
    );
  }

  /** The same, dated another day. */
  public CreditNoteDraft dated(LocalDate day) {
    return new CreditNoteDraft(source, number, body.deepCopy().put("Date", day.toString()), sourceProjection);
  }
}
