package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.stampli.InvoiceColumn.*;

import io.ledgerroutes.stampli.FileKind;
import io.ledgerroutes.stampli.FileRow;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.DocumentPage;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of one bill or credit (rule P5); a credit's amounts and quantities are negative (rule P4). */
final class BillRows {

  private static final int LONGEST_REASON = 500;

  private final SupplierDocument bill;
  private final Match match;
  private final Decision decision;
  private final boolean correction;
  private final XeroStampliSettings settings;
  private final LedgerNames names;

  BillRows(
    SupplierDocument bill,
    Match match,
    Decision decision,
    boolean correction,
    XeroStampliSettings settings,
    LedgerNames names
  ) {
    this.bill = bill;
    this.match = match;
    this.decision = decision;
    this.correction = correction;
    this.settings = settings;
    this.names = names;
  }

  /**
   * A row a line.
   *
   * @param lines with the codes that they take from their orders, and their signs
   */
  List<FileRow> of(
    Optional<Supplier> supplier,
    List<DocumentLine> lines,
    Map<String, PurchaseOrder> orders,
    CodeMapping codes
  ) {
    String vendor = supplier.flatMap(known -> Vendors.id(known, settings)).orElse("");
    Cells header = header(vendor, BillNumbers.of(bill, decision), supplier, places());
    totals(header, bill.net(), bill.tax(), bill.total(), bill.due());
    BillLines beside = new BillLines(bill, match, orders);
    LineCells cells = new LineCells(FileKind.INVOICES, settings, names, codes);
    List<FileRow> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      rows.add(
        cells
          .of(header, lines.get(i), bill.amounts(), i + 1)
          .words(PO_NUMBER, beside.orderNumbers(i))
          .words(PO_LINE, beside.orderLines(i))
          .row()
      );
    }
    return rows;
  }

  /** The one row of a voided or deleted bill: known as it was delivered, with nothing to pay. */
  FileRow ended(FiledRecord filed, Optional<Supplier> supplier) {
    BigDecimal nothing = BigDecimal.ZERO;
    Cells row = header(filed.vendor(), filed.number(), supplier, places());
    return totals(row, nothing, nothing, nothing, nothing)
      .count(LINE_NUMBER, 1)
      .amount(LINE_NET, nothing)
      .amount(LINE_TAX, nothing)
      .amount(LINE_GROSS, nothing)
      .row();
  }

  private Cells header(String vendor, String number, Optional<Supplier> supplier, int places) {
    return new Cells(places)
      .code(DOCUMENT_TYPE, bill.isCredit() ? "credit" : "bill")
      .words(VENDOR_ID, vendor)
      .words(SUPPLIER_NAME, supplier.map(Supplier::name).orElse(bill.supplierName()))
      .words(SUPPLIER_TAX_NUMBER, supplier.map(Supplier::taxNumber).orElse(""))
      .words(CONTACT_GROUPS, supplier.map(Supplier::groups).orElse(List.of()))
      .code(BILL_ID, bill.id())
      .words(BILL_NUMBER, number)
      .code(BILL_STATUS, bill.status())
      .day(BILL_DATE, bill.date())
      .day(DUE_DATE, bill.dueDate())
      .day(PLANNED_DATE, bill.plannedDate())
      .code(CURRENCY, bill.currency())
      .code(LINE_AMOUNT_TYPES, bill.amounts())
      .code(MATCH_RESULT, match.getClass().getSimpleName().toLowerCase(Locale.ROOT))
      .words(MATCH_REASON, reason())
      .flag(REVIEW, !(match instanceof Match.Matched))
      .flag(CORRECTION, correction)
      .code(LINK, DocumentPage.address(names.shortCode(), bill.recordType(), bill.id()).orElse(""))
      .words(ATTACHMENTS, bill.attachments());
  }

  private Cells totals(Cells cells, BigDecimal net, BigDecimal tax, BigDecimal total, BigDecimal due) {
    bill.rate().ifPresent(rate -> cells.number(CURRENCY_RATE, rate));
    return cells
      .amount(NET_TOTAL, signed(net))
      .amount(TAX_TOTAL, signed(tax))
      .amount(TOTAL, signed(total))
      .amount(PAID, signed(bill.paid()))
      .amount(CREDITED, signed(bill.credited()))
      .amount(DUE, signed(due));
  }

  private String reason() {
    String words = String.join(Cells.BETWEEN, match.reasons());
    return words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) + "…" : words;
  }

  private int places() {
    return MinorUnits.of(
      bill.currency(),
      Stream.concat(
        Stream.of(bill.net(), bill.tax(), bill.total(), bill.paid(), bill.credited(), bill.due()),
        bill
          .lines()
          .stream()
          .flatMap(line -> Stream.of(line.amount(), line.tax()))
      )
    );
  }

  private BigDecimal signed(BigDecimal amount) {
    return bill.isCredit() ? amount.negate() : amount;
  }
}
