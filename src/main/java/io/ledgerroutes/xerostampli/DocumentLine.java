package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.SupplierDocument.Tracking;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** A line of a bill, a credit or a purchase order: they are alike. */
record DocumentLine(
  String itemCode,
  String description,
  BigDecimal quantity,
  BigDecimal unitAmount,
  BigDecimal amount,
  BigDecimal tax,
  String accountCode,
  String taxType,
  List<Tracking> tracking
) {
  static DocumentLine of(SupplierDocument.Line line) {
    return new DocumentLine(
      line.itemCode(),
      line.description(),
      line.quantity(),
      line.unitAmount(),
      line.amount(),
      line.tax(),
      line.accountCode(),
      line.taxType(),
      line.tracking()
    );
  }

  static DocumentLine of(PurchaseOrder.Line line) {
    return new DocumentLine(
      line.itemCode(),
      line.description(),
      line.quantity(),
      line.unitAmount(),
      line.amount(),
      line.tax(),
      line.accountCode(),
      line.taxType(),
      line.tracking()
    );
  }

  /** The same, with the other's account, and option of a tracking category, where this one has none. */
  DocumentLine codedBy(DocumentLine other) {
    return new DocumentLine(
      itemCode,
      description,
      quantity,
      unitAmount,
      amount,
      tax,
      accountCode.isEmpty() ? other.accountCode : accountCode,
      taxType,
      trackedBy(other)
    );
  }

  private List<Tracking> trackedBy(DocumentLine other) {
    Stream<Tracking> missing = other.tracking
      .stream()
      .filter(theirs ->
        tracking.stream().noneMatch(own -> CodeMapping.same(own.category(), theirs.category()))
      );
    return Stream.concat(tracking.stream(), missing).toList();
  }

  /** As a credit shows it: what was given is taken back. */
  DocumentLine negated() {
    return new DocumentLine(
      itemCode,
      description,
      quantity.negate(),
      unitAmount,
      amount.negate(),
      tax.negate(),
      accountCode,
      taxType,
      tracking
    );
  }

  /** Whether it only says something: no money and no code. */
  boolean onlyWords() {
    return amount.signum() == 0 && tax.signum() == 0 && accountCode.isEmpty();
  }
}
