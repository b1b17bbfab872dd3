package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.List;
import java.util.Optional;

/**
 * A bill or credit of a batch with what is known of it before it is looked at.
 *
 * @param supplier its contact; empty where Xero does not know it any more
 * @param filed every record of it in files that were not given up, in the order in which they were filed
 * @param told what was told last of it after its delivery
 */
record BillAtHand(
  SupplierDocument bill,
  Optional<Supplier> supplier,
  Decided decided,
  List<FiledRecord> filed,
  Optional<Told> told
) {
  BillAtHand {
    filed = List.copyOf(filed);
  }

  /** Stampli's id of its supplier, if it has one. */
  Optional<String> vendor(XeroStampliSettings settings) {
    return supplier.flatMap(known -> Vendors.id(known, settings));
  }

  /** The number under which it goes. */
  String number() {
    return BillNumbers.of(bill, decided.decision());
  }

  /** What it is now, payment and status included. */
  String state() {
    return Version.withStanding(bill);
  }

  /**
   * What in a file it goes to correct, once that was found out.
   *
   * @param words what happened to it since
   */
  record Corrected(FiledRecord filed, String words) {}
}
