package io.ledgerroutes.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * One record of a period on both sides (rule R2). Amounts are in its currency; what is not known is null.
 *
 * @param kind what the row is of: {@code order}, {@code refund} or {@code document}
 * @param key of the message that brings it over, e.g. the order's id; null where none does
 * @param date day of the organisation
 * @param order number of the source record
 * @param invoice number of the document
 * @param contact name; shown to operators only
 * @param paid what the books say was paid; of a dry run what would be
 * @param status of the document in the books
 * @param payment what settles it, in words
 * @param payout empty where the integration knows none
 * @param reason why it stands so, in words for a bookkeeper; without personal data
 * @param message id of the record's last message
 * @param document address of the document in the books
 * @param sums the sums that it counts in, each {@code tab/key}
 */
public record Row(
  String kind,
  String key,
  LocalDate date,
  String order,
  String invoice,
  String contact,
  String currency,
  BigDecimal net,
  BigDecimal tax,
  BigDecimal total,
  BigDecimal paid,
  BigDecimal due,
  String status,
  String payment,
  String payout,
  Verdict verdict,
  String reason,
  Long message,
  String document,
  List<String> sums
) {
  public Row {
    sums = List.copyOf(sums);
  }

  /** The same, counted in these sums. */
  public Row in(List<String> counted) {
    return with(contact, counted);
  }

  /** The same for somebody who may not see whose it is. */
  public Row withoutContact() {
    return with(null, sums);
  }

  private Row with(String who, List<String> counted) {
    return new Row(
      kind,
      key,
      date,
      order,
      invoice,
      who,
      currency,
      net,
      tax,
      total,
      paid,
      due,
      status,
      payment,
      payout,
      verdict,
      reason,
      message,
      document,
      counted
    );
  }

  /** Without what may be personal. */
  @Override
  public String toString() {
    return "Row[" + kind + " " + order + " " + invoice + " " + verdict + "]";
  }
}
