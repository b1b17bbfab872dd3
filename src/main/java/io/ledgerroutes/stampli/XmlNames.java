package io.ledgerroutes.stampli;

import java.util.regex.Pattern;

/**
 * Names of elements in XML files.
 *
 * @param root of a file
 * @param row of each row in it
 */
record XmlNames(String root, String row) {
  // Narrower than XML's own rule, which changed between its editions: these every reader takes.
  private static final Pattern NAME = Pattern.compile(
    "(?!(?i:xml))[A-Za-z_\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u00FF]" +
      "[A-Za-z0-9._\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u00FF-]*"
  );

  static XmlNames of(FileKind kind) {
    return switch (kind) {
      case INVOICES -> new XmlNames("Invoices", "InvoiceLine");
      case CREDITS -> new XmlNames("Credits", "CreditLine");
      case PURCHASE_ORDERS -> new XmlNames("PurchaseOrders", "PurchaseOrderLine");
      case VENDORS -> new XmlNames("Vendors", "Vendor");
    };
  }

  /** Whether an element can have this name. */
  static boolean possible(String name) {
    return NAME.matcher(name).matches();
  }
}
