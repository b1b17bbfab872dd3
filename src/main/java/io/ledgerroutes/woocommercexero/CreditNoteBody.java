package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.xero.CreditNoteDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * A credit note in Xero's own fields, without its contact: in the currency of its invoice, with or without tax in its
 * prices as that has it, and with the tax of each line. Prices are net of discounts, which credit notes do not know
 * (rule W7).
 */
final class CreditNoteBody {

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final int LONGEST_NUMBER = 255;
  private static final int LONGEST_SUFFIX = 24;
  private static final int LONGEST_DESCRIPTION = 4000;
  private static final int UNIT_PLACES = 4;

  private final BookedOrder booked;
  private final String status;

  CreditNoteBody(BookingContext context, BookedOrder booked) {
    this.booked = booked;
    this.status = context.settings().invoices().status().name();
  }

  /** Whether notes may bear this invoice's number as it is: it can be asked for between quotes, with room for more. */
  static boolean asked(String invoice) {
    return invoice.length() <= LONGEST_NUMBER - LONGEST_SUFFIX && invoice.equals(plainNumber(invoice));
  }

  /** The number of a note on the order's invoice; it can be asked for between quotes. */
  static String number(BookedOrder booked, String suffix) {
    String invoice = plainNumber(booked.invoice().number());
    return Clipped.to(LONGEST_NUMBER - suffix.length(), invoice) + suffix;
  }

  private static String plainNumber(String invoice) {
    return invoice.replaceAll("[\"\\\\\\p{Cntrl}]", "");
  }

  /**
   * The note.
   *
   * @param reference what it is for
   * @param sourceProjection hash of what it was made from
   */
  CreditNoteDraft draft(
    SourceRef source,
    String number,
    String reference,
    LocalDate date,
    List<NoteLine> lines,
    String sourceProjection
  ) {
    JsonNode invoice = booked.invoice().body();
    ObjectNode note = JSON.objectNode()
      .put("Type", "ACCRECCREDIT")
      .put("Status", status)
      .put("CreditNoteNumber", number)
      .put("Reference", Clipped.to(255, reference))
      .put("Date", date.toString())
      .put("CurrencyCode", booked.order().currency())
      .put("LineAmountTypes", invoice.path("LineAmountTypes").asText());
    if (invoice.has("CurrencyRate")) {
      note.set("CurrencyRate", invoice.path("CurrencyRate"));
    }
    ArrayNode items = note.putArray("LineItems");
    lines.forEach(line -> items.add(line(line, note.path("LineAmountTypes").asText().equals("Inclusive"))));
    return new CreditNoteDraft(source, number, note, sourceProjection);
  }

  private static ObjectNode line(NoteLine line, boolean inclusive) {
    BigDecimal amount = inclusive ? line.amount().gross() : line.amount().net();
    BigDecimal unit = amount.divide(line.quantity(), UNIT_PLACES, RoundingMode.HALF_UP);
    boolean pieces =
      line.quantity().stripTrailingZeros().scale() <= UNIT_PLACES &&
      unit.multiply(line.quantity()).compareTo(amount) == 0;
    // Where the amount is no multiple of a unit price, the line is sent as one piece: the amount is what counts.
    ObjectNode item = JSON.objectNode()
      .put(
        "Description",
        Clipped.to(LONGEST_DESCRIPTION, pieces ? line.name() : plain(line.quantity()) + " × " + line.name())
      )
      .put("Quantity", pieces ? new BigDecimal(plain(line.quantity())) : BigDecimal.ONE)
      .put("UnitAmount", pieces ? unit : amount.setScale(UNIT_PLACES))
      .put("AccountCode", line.account())
      .put("TaxType", line.taxType())
      .put("TaxAmount", line.amount().tax());
    if (line.tracking().isArray() && !line.tracking().isEmpty()) {
      item.set("Tracking", line.tracking());
    }
    return item;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
