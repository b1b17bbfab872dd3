package io.ledgerroutes.stampli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A column that a kind of file can have. The default template has all of a kind in the order of its constants; the
 * README lists them.
 */
public sealed interface FileColumn permits InvoiceColumn, PurchaseOrderColumn, VendorColumn {
  /** Whose value every row of a file shares: the connection's Stampli Company ID. */
  String COMPANY = "company";

  /** The constant's name. */
  String name();

  /** What stands above it in a CSV by default. */
  String heading();

  /** What it holds, in words for who sets a template up. */
  String meaning();

  /** Its name in settings and in a {@link FileRow}: {@code BILL_NUMBER} is {@code bill-number}. */
  default String column() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its heading where a template names none: in XML without blanks, for it is an element's name there. */
  default String heading(Template.Format format) {
    return format == Template.Format.XML ? heading().replace(" ", "") : heading();
  }

  /** All that files of a kind can have, in the default template's order. */
  static List<FileColumn> of(FileKind kind) {
    return switch (kind) {
      case INVOICES, CREDITS -> List.of(InvoiceColumn.values());
      case PURCHASE_ORDERS -> List.of(PurchaseOrderColumn.values());
      case VENDORS -> List.of(VendorColumn.values());
    };
  }

  /** The column of a kind that bears a name. */
  static Optional<FileColumn> named(FileKind kind, String column) {
    return of(kind)
      .stream()
      .filter(known -> known.column().equals(column))
      .findFirst();
  }

  /** Without which Stampli cannot tell a kind's records apart (facts, Stampli: deduplication). */
  static Set<FileColumn> indispensable(FileKind kind) {
    return switch (kind) {
      case INVOICES, CREDITS -> Set.of(InvoiceColumn.VENDOR_ID, InvoiceColumn.BILL_NUMBER);
      case PURCHASE_ORDERS -> Set.of(PurchaseOrderColumn.VENDOR_ID, PurchaseOrderColumn.PO_NUMBER);
      case VENDORS -> Set.of(VendorColumn.VENDOR_ID);
    };
  }

  /** A row out of cells by column; what is not there is empty. */
  static FileRow row(Map<? extends FileColumn, Cell> cells) {
    return new FileRow(
      cells
        .entrySet()
        .stream()
        .collect(Collectors.toMap(entry -> entry.getKey().column(), Map.Entry::getValue))
    );
  }
}
