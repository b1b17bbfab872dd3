package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.Collection;
import java.util.Optional;

/**
 * Whether a bill's number tells it from every other of its supplier: Stampli drops the second of a vendor and number
 * (rule P2; facts, Stampli). "Copy to bill" in Xero puts the purchase order's number there, the same on each part bill.
 */
public final class BillNumbers {

  private BillNumbers() {}

  /** The number under which a bill or credit goes: the one that a person gave it, else Xero's. May be empty. */
  public static String of(SupplierDocument bill, Decision decision) {
    return decision.number().orElse(bill.number()).strip();
  }

  /**
   * Why it cannot go under its number, in words; empty where it can.
   *
   * @param orders of its supplier, and others' that have its number, whatever their status
   * @param vendor the supplier's vendor id
   * @param filed what stands in files, delivered or on their way, of that vendor at least
   */
  public static Optional<String> obstacle(
    SupplierDocument bill,
    Decision decision,
    Collection<PurchaseOrder> orders,
    String vendor,
    Collection<FiledRecord> filed
  ) {
    String number = of(bill, decision);
    if (number.isEmpty()) {
      return Optional.of("it has no number, and Stampli tells bills by it: enter the supplier's own number");
    }
    boolean chosen = decision.number().isPresent();
    if (!chosen && orders.stream().anyMatch(order -> folded(order.number()).equals(folded(number)))) {
      return Optional.of(
        "its number " +
          number +
          " is that of a purchase order, and Stampli would drop a second bill with it: enter the supplier's own number"
      );
    }
    return filed
      .stream()
      .filter(other -> !other.recordId().equals(bill.id()))
      .filter(other -> other.vendor().equals(vendor) && folded(other.number()).equals(folded(number)))
      .findFirst()
      .map(
        other ->
          "its number " +
          number +
          " went to Stampli for another bill of this supplier, in file " +
          other.file() +
          ": enter the supplier's own number, or void the one that was entered twice"
      );
  }

  /** As numbers are compared: without regard to case and surrounding blanks. */
  public static String folded(String number) {
    return FiledRecord.numberKey(number);
  }
}
