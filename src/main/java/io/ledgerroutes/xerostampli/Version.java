package io.ledgerroutes.xerostampli;

import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.SupplierDocument.Tracking;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which version of a record goes out, as SHA-256 (hex) of its content as the source has it (rule P1). Content is what
 * the supplier's paper says and how it is coded: type, number, reference, supplier, day, due day, currency and rate,
 * what the amounts are, totals, and of each line, in order, item, description, quantity, price, amount, tax, account,
 * tax type and tracking.
 *
 * <p>Not content, for approval, payment and filing move it: status, paid, credited, due, planned day, attachments,
 * Xero's UpdatedDateUTC, its ids of lines, and the name of the supplier, which the vendors file tells. Not content
 * either is what this connection makes of it: a changed mapping, a pairing or a new purchase order delivers nothing
 * again; replay does.
 */
public final class Version {

  private static final String ENDED = "ended";

  private final StringBuilder canonical = new StringBuilder();

  private Version() {}

  /** Of a bill or a supplier's credit. */
  public static String of(SupplierDocument document) {
    Version version = new Version()
      .text(document.type())
      .text(document.number())
      .text(document.reference())
      .text(document.supplier())
      .text(document.isEnded() ? ENDED : "")
      .day(document.date())
      .day(document.dueDate())
      .text(document.currency())
      .text(document.rate().map(Version::plain).orElse(""))
      .text(document.amounts())
      .number(document.net())
      .number(document.tax())
      .number(document.total());
    document.lines().forEach(line -> version.line(DocumentLine.of(line)));
    return version.hash();
  }

  /**
   * Under which a content goes that corrects what is in a file: another one at every correction, also where the
   * content is what it once was, and the same whoever makes it. The first time it is the content's own.
   *
   * @param content as the other methods tell it
   * @param corrected what is in a file of the record already; empty the first time
   */
  public static String going(String content, Optional<FiledRecord> corrected) {
    return corrected
      .map(filed -> new Version().text("correction").text(content).text(filed.version()).hash())
      .orElse(content);
  }

  /**
   * Whether the latest of a record in files is this content.
   *
   * @param filed all of the record in files that were not given up, in the order in which they were filed
   */
  public static boolean isLatest(String content, List<FiledRecord> filed) {
    if (filed.isEmpty()) {
      return false;
    }
    Optional<FiledRecord> before = filed.size() == 1
      ? Optional.empty()
      : Optional.of(filed.get(filed.size() - 2));
    return filed.getLast().version().equals(going(content, before));
  }

  /**
   * Of everything that decides about a bill or credit, what is paid and its status too: for telling whether it must be
   * looked at again, never for what was delivered.
   */
  public static String withStanding(SupplierDocument document) {
    return new Version()
      .text("standing")
      .text(of(document))
      .text(document.status())
      .number(document.paid())
      .number(document.credited())
      .number(document.due())
      .hash();
  }

  /** Of a purchase order; that it was deleted is part of it, that it was billed is not. */
  public static String of(PurchaseOrder order) {
    Version version = new Version()
      .text("order")
      .text(order.number())
      .text(order.reference())
      .text(order.supplier())
      .text(order.status().equals("DELETED") ? ENDED : "")
      .day(order.date())
      .day(order.deliveryDate())
      .text(order.currency())
      .text(order.amounts())
      .number(order.net())
      .number(order.tax())
      .number(order.total());
    order.lines().forEach(line -> version.line(DocumentLine.of(line)));
    return version.hash();
  }

  /** Of a supplier: everything that the vendors file tells of it. */
  public static String of(Supplier supplier) {
    Version version = new Version()
      .text("supplier")
      .text(supplier.name())
      .text(supplier.accountNumber())
      .text(supplier.taxNumber())
      .text(supplier.currency())
      .text(supplier.active() ? "active" : "archived");
    supplier.groups().stream().sorted().forEach(version::text);
    return version.hash();
  }

  private void line(DocumentLine line) {
    text(line.itemCode());
    text(line.description());
    number(line.quantity());
    number(line.unitAmount());
    number(line.amount());
    number(line.tax());
    text(line.accountCode());
    text(line.taxType());
    List<Tracking> sorted = line
      .tracking()
      .stream()
      .sorted(Comparator.comparing(Tracking::category).thenComparing(Tracking::option))
      .toList();
    text(Integer.toString(sorted.size()));
    sorted.forEach(one -> text(one.category()).text(one.option()));
  }

  private Version day(Optional<LocalDate> day) {
    return text(day.map(LocalDate::toString).orElse(""));
  }

  private Version number(BigDecimal number) {
    return text(plain(number));
  }

  /** Xero drops trailing zeros at times. */
  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** With its length before it, so that no two different contents read the same. */
  private Version text(String text) {
    canonical.append(text.length()).append(':').append(text);
    return this;
  }

  private String hash() {
    return Sha256.hex(canonical.toString());
  }
}
