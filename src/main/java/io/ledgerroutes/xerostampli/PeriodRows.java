package io.ledgerroutes.xerostampli;

import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.DocumentPage;
import io.ledgerroutes.xero.PayableTypes;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of bills and credits (rule R2): the order is the purchase orders' numbers, the invoice the bill's. */
final class PeriodRows {

  static final String BILL = "bill";
  static final String CREDIT = "credit";

  private final PeriodView view;

  PeriodRows(PeriodView view) {
    this.view = view;
  }

  /**
   * A bill's row; one that was voided or deleted comes to nothing.
   *
   * @param message id of its last one; null where there is none
   */
  PeriodEntry of(PlannedBill bill, PeriodFinding finding, Long message) {
    SupplierDocument document = bill.document();
    boolean credit = document.isCredit();
    Row row = new Row(
      credit ? CREDIT : BILL,
      document.id(),
      document.date().orElse(null),
      orders(new PeriodEntry(bill, null).shares()),
      number(bill),
      document.supplierName(),
      document.currency(),
      signed(document, document.net()),
      signed(document, document.tax()),
      signed(document, document.total()),
      signed(document, document.paid().add(document.credited())),
      signed(document, document.due()),
      document.status(),
      "",
      "",
      finding.verdict(),
      finding.reason(),
      message,
      address(credit ? PayableTypes.SUPPLIER_CREDIT : PayableTypes.BILL, document.id()),
      List.of()
    );
    return new PeriodEntry(bill, row);
  }

  /** Of something that a supplier owes, beside the period's bills. */
  Row of(OpenCredit open) {
    PeriodFinding finding = found(open);
    return new Row(
      open.kind(),
      null,
      open.date().orElse(null),
      "",
      open.number(),
      open.supplierName(),
      open.currency(),
      open.net().negate(),
      open.tax().negate(),
      open.total().negate(),
      open.total().subtract(open.remaining()).negate(),
      open.remaining().negate(),
      open.status(),
      "",
      "",
      finding.verdict(),
      open.remaining().toPlainString() + " of it are open; " + finding.reason(),
      null,
      open.kind().equals(OpenCredit.CREDIT) ? address(PayableTypes.SUPPLIER_CREDIT, open.id()) : null,
      List.of()
    );
  }

  /** Credits of other days may have been delivered; of prepayments and overpayments nobody tells Stampli. */
  private PeriodFinding found(OpenCredit open) {
    FiledRecord filed = view.filed().get(open.id());
    if (filed != null) {
      String words = "in file " + filed.file();
      return filed.delivered()
        ? new PeriodFinding(Verdict.MATCHED, words)
        : new PeriodFinding(Verdict.WAITING, words + ", which is on its way");
    }
    return new PeriodFinding(
      Verdict.SKIPPED,
      open.kind().equals(OpenCredit.CREDIT)
        ? "it is of other days, and in no file"
        : "Stampli knows nothing of it from here"
    );
  }

  /** The number that Stampli knows it by, which may be one that an operator gave (rule P2). */
  private static String number(PlannedBill bill) {
    return bill
      .last()
      .map(FiledRecord::number)
      .or(() ->
        bill.course() instanceof PlannedBill.Course.Goes goes
          ? Optional.of(goes.entry().number())
          : Optional.empty()
      )
      .orElse(bill.document().number());
  }

  private String orders(List<Share> shares) {
    return shares
      .stream()
      .map(share -> view.orderNumber(share.order()))
      .distinct()
      .collect(Collectors.joining(", "));
  }

  private static BigDecimal signed(SupplierDocument document, BigDecimal amount) {
    BigDecimal cents = PeriodView.cents(document.isEnded() ? BigDecimal.ZERO : amount);
    return document.isCredit() ? cents.negate() : cents;
  }

  private String address(String type, String id) {
    return DocumentPage.address(view.shortCode(), type, id).orElse(null);
  }
}
