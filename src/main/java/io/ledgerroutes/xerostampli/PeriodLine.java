package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;

/** A line's net and tax, whatever its document's amounts are (facts, Stampli: net and gross not mixed). */
record PeriodLine(String account, String taxType, BigDecimal net, BigDecimal tax, boolean inclusive) {
  static PeriodLine of(SupplierDocument document, SupplierDocument.Line line) {
    boolean inclusive = document.amounts().equals("Inclusive");
    BigDecimal net = inclusive ? line.amount().subtract(line.tax()) : line.amount();
    return document.isCredit()
      ? new PeriodLine(line.accountCode(), line.taxType(), net.negate(), line.tax().negate(), inclusive)
      : new PeriodLine(line.accountCode(), line.taxType(), net, line.tax(), inclusive);
  }

  /** What its document says: with its tax or without. */
  BigDecimal amount() {
    return inclusive ? net.add(tax) : net;
  }
}
