package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.stampli.PurchaseOrderColumn.*;

import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FileKind;
import io.ledgerroutes.stampli.FileRow;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.DocumentPage;
import io.ledgerroutes.xero.PayableTypes;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A purchase order as rows of a purchase-orders file, one a line, so that Stampli can match on its side. */
public final class OrderTranslator {

  private final PurchaseOrder order;
  private final LedgerNames names;
  private final XeroStampliSettings settings;

  private OrderTranslator(PurchaseOrder order, LedgerNames names, XeroStampliSettings settings) {
    this.order = order;
    this.names = names;
    this.settings = settings;
  }

  /**
   * Translates one. A deleted one is one row of its header without amounts.
   *
   * @param supplier its contact; empty where Xero does not know it any more
   * @param corrected another version of it that is in a file; empty the first time
   */
  public static Translated of(
    PurchaseOrder order,
    Optional<Supplier> supplier,
    LedgerNames names,
    Optional<FiledRecord> corrected,
    XeroStampliSettings settings
  ) {
    return new OrderTranslator(order, names, settings).translated(supplier, corrected);
  }

  private Translated translated(Optional<Supplier> supplier, Optional<FiledRecord> corrected) {
    CodeMapping codes = new CodeMapping(settings);
    boolean ended = order.status().equals("DELETED");
    String vendor = supplier
      .flatMap(known -> Vendors.id(known, settings))
      .or(() -> corrected.map(FiledRecord::vendor))
      .orElse("");
    Cells header = header(vendor, supplier, corrected.isPresent());
    List<FileRow> rows = ended ? List.of(ended(header)) : rows(header, codes);
    List<String> obstacles = ended && !vendor.isEmpty() ? List.of() : obstacles(supplier, codes);
    return obstacles.isEmpty()
      ? new Translated.Ready(entry(vendor, corrected, rows, ended))
      : new Translated.Stopped(String.join("; ", obstacles));
  }

  private List<String> obstacles(Optional<Supplier> supplier, CodeMapping codes) {
    List<String> obstacles = new ArrayList<>();
    if (order.number().isBlank()) {
      obstacles.add("it has no number, and bills refer to it by that: enter one in Xero");
    }
    Vendors.obstacle(supplier, settings).ifPresent(obstacles::add);
    obstacles.addAll(codes.lacking());
    LineAmounts.difference(lines(), order.amounts(), amounts()).ifPresent(obstacles::add);
    if (order.lines().isEmpty()) {
      obstacles.add("it has no lines: open it in Xero and add them");
    }
    return obstacles;
  }

  private List<DocumentLine> lines() {
    return order.lines().stream().map(DocumentLine::of).toList();
  }

  private LineAmounts amounts() {
    return new LineAmounts(order.net(), order.tax(), order.total());
  }

  private List<FileRow> rows(Cells header, CodeMapping codes) {
    LineCells cells = new LineCells(FileKind.PURCHASE_ORDERS, settings, names, codes);
    List<DocumentLine> lines = lines();
    List<FileRow> rows = new ArrayList<>();
    totals(header, amounts());
    for (int i = 0; i < lines.size(); i++) {
      rows.add(cells.of(header, lines.get(i), order.amounts(), i + 1).row());
    }
    return rows;
  }

  private static FileRow ended(Cells header) {
    return totals(header, LineAmounts.NOTHING)
      .count(LINE_NUMBER, 1)
      .amount(LINE_NET, BigDecimal.ZERO)
      .amount(LINE_TAX, BigDecimal.ZERO)
      .amount(LINE_GROSS, BigDecimal.ZERO)
      .row();
  }

  private Cells header(String vendor, Optional<Supplier> supplier, boolean correction) {
    String link = DocumentPage.address(names.shortCode(), PayableTypes.PURCHASE_ORDER, order.id()).orElse("");
    return new Cells(places())
      .words(VENDOR_ID, vendor)
      .words(SUPPLIER_NAME, supplier.map(Supplier::name).orElse(order.supplierName()))
      .code(ORDER_ID, order.id())
      .words(PO_NUMBER, order.number().strip())
      .code(ORDER_STATUS, order.status())
      .day(ORDER_DATE, order.date())
      .day(DELIVERY_DATE, order.deliveryDate())
      .words(REFERENCE, order.reference())
      .code(CURRENCY, order.currency())
      .code(LINE_AMOUNT_TYPES, order.amounts())
      .flag(CORRECTION, correction)
      .code(LINK, link);
  }

  private static Cells totals(Cells cells, LineAmounts amounts) {
    return cells
      .amount(NET_TOTAL, amounts.net())
      .amount(TAX_TOTAL, amounts.tax())
      .amount(TOTAL, amounts.gross());
  }

  private int places() {
    return MinorUnits.of(
      order.currency(),
      Stream.concat(
        Stream.of(order.net(), order.tax(), order.total()),
        order
          .lines()
          .stream()
          .flatMap(line -> Stream.of(line.amount(), line.tax()))
      )
    );
  }

  private FileEntry entry(String vendor, Optional<FiledRecord> corrected, List<FileRow> rows, boolean ended) {
    LineAmounts amounts = ended ? LineAmounts.NOTHING : amounts();
    return new FileEntry(
      PayableTypes.PURCHASE_ORDER,
      order.id(),
      Version.going(Version.of(order), corrected),
      FileKind.PURCHASE_ORDERS,
      corrected.isPresent(),
      vendor,
      order.number().strip(),
      order.currency(),
      amounts.net(),
      amounts.tax(),
      amounts.gross(),
      BigDecimal.ZERO,
      List.of(),
      rows
    );
  }
}
