package io.ledgerroutes.stampli;

import java.util.Locale;

/** What a file holds a row of. */
public enum FileKind {
  /** One row a line of a bill or a supplier's credit, header fields repeated. */
  INVOICES,
  /** The same of suppliers' credits, where a connection wants them in files of their own. */
  CREDITS,
  /** One row a line of a purchase order, header fields repeated. */
  PURCHASE_ORDERS,
  /** One row a supplier. */
  VENDORS;

  /**
   * The kind of this {@link #text}.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static FileKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** As it stands in file names, tables and settings, e.g. {@code purchase-orders}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
