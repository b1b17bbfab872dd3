package io.ledgerroutes.sandbox.shop;

/** Text that is safe in HTML, in elements and in quoted attributes. */
final class Html {

  private Html() {}

  static String escaped(String text) {
    return text
      .replace("&", "&amp;")
      .replace("<", "&lt;")
      .replace(">", "&gt;")
      .replace("\"", "&quot;")
      .replace("'", "&#39;");
  }
}
