package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A line's net and tax, whatever its document's amounts are (facts, Stampli: net and gross not mixed). */
record PeriodLine(String account, String taxType, BigDecimal net, BigDecimal tax, boolean inclusive) {
  private static final BigDecimal WHOLE = new BigDecimal(100);

  static PeriodLine of(SupplierDocument document, SupplierDocument.Line line) {
    boolean inclusive = document.amounts().equals("Inclusive");
    BigDecimal net = inclusive ? line.amount().subtract(line.tax()) : line.amount();
    return document.isCredit()
      ? new PeriodLine(line.accountCode(), line.taxType(), net.negate(), line.tax().negate(), inclusive)
      : new PeriodLine(line.accountCode(), line.taxType(), net, line.tax(), inclusive);
  }

  /** The tax that a rate in percent comes to, rounded as Xero rounds it: a line at a time (facts, Xero 5). */
  BigDecimal expected(BigDecimal rate) {
    return inclusive
      ? net.add(tax).multiply(rate).divide(WHOLE.add(rate), 2, RoundingMode.HALF_UP)
      : net.multiply(rate).divide(WHOLE, 2, RoundingMode.HALF_UP);
  }
}
