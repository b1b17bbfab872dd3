package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import java.time.LocalDate;

/**
 * A sales invoice as it is meant to be. Left on an element before {@code direct:xero-invoices-bring}, which adds
 * the contact and leaves the link among what was {@link Brought}, or settles the element with what stopped it.
 *
 * @param source the record it stands for: the connection, e.g. {@code woocommerce-order}, and its id
 * @param number the invoice's unique number, 1 to 255 characters; the body's {@code InvoiceNumber} is the same
 * @param body Xero's own fields, without {@code Contact} and without totals: {@code Type, InvoiceNumber,
 *     Reference, Date, DueDate, LineAmountTypes, CurrencyCode, Status, SentToContact, LineItems}; dates as
 *     {@code yyyy-MM-dd}, amounts as decimal numbers (BigDecimal nodes, never double). Each line carries
 *     {@code Description, Quantity, UnitAmount (4 places), AccountCode, TaxType, TaxAmount (2 places)}, so that the
 *     totals meant are known before the call (rule A8)
 * @param sourceProjection hash of the source's financial fields, at most 64 characters; a later difference means
 *     that the order changed after it was posted
 */
public record InvoiceDraft(SourceRef source, String number, ObjectNode body, String sourceProjection) {
  private static final int LONGEST_NUMBER = 255;
  private static final int LONGEST_PROJECTION = 64;

  public InvoiceDraft {
    if (number == null || number.isBlank() || number.length() > LONGEST_NUMBER) {
      throw new IllegalArgumentException("An invoice's number needs 1 to " + LONGEST_NUMBER + " characters");
    }
    if (!number.equals(body.path("InvoiceNumber").asText())) {
      throw new IllegalArgumentException("The body's InvoiceNumber differs from the draft's number");
    }
    if (body.has("Contact")) {
      throw new IllegalArgumentException("The contact is added by its id alone, in the bring step");
    }
    if (sourceProjection == null || sourceProjection.length() > LONGEST_PROJECTION) {
      throw new IllegalArgumentException(
        "A source projection needs at most " + LONGEST_PROJECTION + " characters"
      );
    }
  }

  /** The same for another record under another number. */
  public InvoiceDraft as(SourceRef otherSource, String otherNumber) {
    ObjectNode other = body.deepCopy().put("InvoiceNumber", otherNumber);
    return new InvoiceDraft(otherSource, otherNumber, other, sourceProjection);
  }

  /** The day that it is dated. */
  public LocalDate day() {
    return LocalDate.parse(body.path("Date").asText());
  }

  /** The same, dated another day; due on that day at the earliest. */
  public InvoiceDraft dated(LocalDate day) {
    LocalDate due = LocalDate.parse(body.path("DueDate").asText());
    ObjectNode other = body.deepCopy().put("Date", day.toString());
    other.put("DueDate", (due.isBefore(day) ? day : due).toString());
    return new InvoiceDraft(source, number, other, sourceProjection);
  }
}
