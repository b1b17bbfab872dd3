package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FileKind;
import io.ledgerroutes.stampli.FileRow;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Credits;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Unmatched;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bill or a supplier's credit as rows of an invoices file, one a line (rules P1, P4, P5). Whether it is to go at all
 * and under its number is asked before: {@link BillSelection}, {@link SinceDelivery}, {@link BillNumbers}.
 */
public final class BillTranslator {

  private final SupplierDocument bill;
  private final Match match;
  private final Optional<Supplier> supplier;
  private final Decision decision;
  private final Optional<FiledRecord> corrected;
  private final XeroStampliSettings settings;

  private BillTranslator(
    SupplierDocument bill,
    Match match,
    Optional<Supplier> supplier,
    Decision decision,
    Optional<FiledRecord> corrected,
    XeroStampliSettings settings
  ) {
    this.bill = bill;
    this.match = match;
    this.supplier = supplier;
    this.decision = decision;
    this.corrected = corrected;
    this.settings = settings;
  }

  /**
   * Translates one. A voided or deleted one, which only a correction can be, is one row of its header with nothing due.
   *
   * @param match what was found out about it
   * @param orders those that the match names, by id
   * @param supplier its contact; empty where Xero does not know it any more
   * @param corrected what is in a file of it already and is now corrected; empty the first time
   */
  public static Translated of(
    SupplierDocument bill,
    Match match,
    Map<String, PurchaseOrder> orders,
    Optional<Supplier> supplier,
    LedgerNames names,
    Decision decision,
    Optional<FiledRecord> corrected,
    XeroStampliSettings settings
  ) {
    BillTranslator translator = new BillTranslator(bill, match, supplier, decision, corrected, settings);
    if (bill.isEnded()) {
      return corrected
        .map(filed -> translator.ended(filed, names))
        .orElseGet(() -> new Translated.Stopped("it was voided or deleted before it was delivered"));
    }
    return translator.standing(orders, names);
  }

  private Translated standing(Map<String, PurchaseOrder> orders, LedgerNames names) {
    CodeMapping codes = new CodeMapping(settings);
    BillRows rows = new BillRows(bill, match, decision, corrected.isPresent(), settings, names);
    List<DocumentLine> lines = new BillLines(bill, match, orders).coded();
    FileEntry entry = entry(
      supplier.flatMap(known -> Vendors.id(known, settings)).orElse(""),
      BillNumbers.of(bill, decision),
      rows.of(supplier, lines, orders, codes)
    );
    List<String> obstacles = new ArrayList<>();
    unsure().ifPresent(obstacles::add);
    Vendors.obstacle(supplier, settings).ifPresent(obstacles::add);
    obstacles.addAll(codes.lacking());
    sums().ifPresent(obstacles::add);
    if (bill.lines().isEmpty()) {
      obstacles.add("it has no lines: open it in Xero and add them");
    }
    return obstacles.isEmpty()
      ? new Translated.Ready(entry)
      : new Translated.Stopped(String.join("; ", obstacles));
  }

  private Optional<String> unsure() {
    return switch (match) {
      case Match.Matched _ -> Optional.empty();
      case Match.Ambiguous ambiguous -> asked(
        settings.ambiguous(),
        (ambiguous.candidates().size() == 1
            ? "it may belong to a purchase order, or not: "
            : "it may belong to several purchase orders: ") +
          said(ambiguous)
      );
      case Match.Unmatched unmatched -> asked(
        settings.unmatched(),
        "no purchase order fits: " + said(unmatched)
      );
    };
  }

  private Optional<String> asked(Unmatched setting, String words) {
    return Optional.of(words).filter(_ -> setting == Unmatched.HOLD && !decision.released());
  }

  private static String said(Match match) {
    return String.join(", ", match.reasons()) + "; pair it with its orders, or release it without";
  }

  private Optional<String> sums() {
    List<DocumentLine> lines = bill.lines().stream().map(DocumentLine::of).toList();
    return LineAmounts.difference(
      lines,
      bill.amounts(),
      new LineAmounts(bill.net(), bill.tax(), bill.total())
    );
  }

  private Translated ended(FiledRecord filed, LedgerNames names) {
    BillRows rows = new BillRows(bill, match, decision, true, settings, names);
    BigDecimal nothing = BigDecimal.ZERO;
    return new Translated.Ready(
      new FileEntry(
        bill.recordType(),
        bill.id(),
        Version.going(Version.of(bill), corrected),
        kind(),
        true,
        filed.vendor(),
        filed.number(),
        bill.currency(),
        nothing,
        nothing,
        nothing,
        nothing,
        List.of(),
        List.of(rows.ended(filed, supplier))
      )
    );
  }

  private FileEntry entry(String vendor, String number, List<FileRow> rows) {
    List<Share> shares = match instanceof Match.Matched matched ? matched.shares() : List.of();
    return new FileEntry(
      bill.recordType(),
      bill.id(),
      Version.going(Version.of(bill), corrected),
      kind(),
      corrected.isPresent(),
      vendor,
      number,
      bill.currency(),
      signed(bill.net()),
      signed(bill.tax()),
      signed(bill.total()),
      signed(bill.due()),
      shares,
      rows
    );
  }

  private FileKind kind() {
    return bill.isCredit() && settings.credits() == Credits.OWN_FILE ? FileKind.CREDITS : FileKind.INVOICES;
  }

  private BigDecimal signed(BigDecimal amount) {
    return bill.isCredit() ? amount.negate() : amount;
  }
}
