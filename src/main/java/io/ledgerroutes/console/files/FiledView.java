package io.ledgerroutes.console.files;

import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import java.math.BigDecimal;
import java.util.List;

/**
 * A record that stands in a file.
 *
 * @param type as messages name it, e.g. {@code xero-bill}
 * @param id of it at Xero
 * @param version hash of what was delivered
 * @param vendor Stampli's id of the supplier
 * @param number by which Stampli knows it, with the vendor
 * @param currency ISO 4217 code; empty for a vendor
 * @param net of it
 * @param total with tax
 * @param due what was still to be paid when it was filed
 * @param orders what it takes of purchase orders
 */
public record FiledView(
  String type,
  String id,
  String version,
  String vendor,
  String number,
  String currency,
  BigDecimal net,
  BigDecimal total,
  BigDecimal due,
  List<Taken> orders
) {
  /**
   * What it takes of one purchase order.
   *
   * @param order its id at Xero
   * @param net without tax; negative gives back
   */
  public record Taken(String order, BigDecimal net) {
    static Taken of(FileEntry.Share share) {
      return new Taken(share.order(), share.net());
    }
  }

  static FiledView of(FiledRecord record) {
    return new FiledView(
      record.recordType(),
      record.recordId(),
      record.version(),
      record.vendor(),
      record.number(),
      record.currency(),
      record.net(),
      record.total(),
      record.due(),
      record.orders().stream().map(Taken::of).toList()
    );
  }
}
