package io.ledgerroutes.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a period on both sides (rule R2). Amounts are in its currency; what is not known is null.
 *
 * @param kind what the row is of: {@code order}, {@code refund} or {@code document}
 * @param key of the message that brings it over, e.g. the order's id; null where none does
 * @param date day of the organisation; null where it has none
 * @param order number of the source record
 * @param invoice number of the document
 * @param contact name; shown to operators only
 * @param currency its code (ISO 4217)
 * @param net without tax
 * @param tax of it
 * @param total with tax
 * @param paid what the books say was paid; of a dry run what would be
 * @param due what is still to be paid
 * @param status of the document in the books
 * @param payment what settles it, in words
 * @param payout empty where the integration knows none
 * @param verdict how it stands
 * @param reason why it stands so, in words for a bookkeeper; without personal data
 * @param message id of the record's last message
 * @param document address of the document in the books
 * @param sums the sums that it counts in, each {@code tab/key}
 */
public record Row(
  String kind,
  @Nullable String key,
  @Nullable LocalDate date,
  @Nullable String order,
  @Nullable String invoice,
  @Nullable String contact,
  @Nullable String currency,
  @Nullable BigDecimal net,
  @Nullable BigDecimal tax,
  @Nullable BigDecimal total,
  @Nullable BigDecimal paid,
  @Nullable BigDecimal due,
  @Nullable String status,
  @Nullable String payment,
  @Nullable String payout,
  Verdict verdict,
  @Nullable String reason,
  @Nullable Long message,
  @Nullable String document,
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
