package io.ledgerroutes.lists;

/**
 * Keeps a spreadsheet that opens a CSV from taking a text for a formula. A
 * text that one might take so gets an apostrophe in front, which spreadsheets take for "this is text". Guarding twice
 * is guarding once.
 */
public final class FormulaGuard {

  /** What is put in front. */
  public static final String MARK = "'";

  /** What begins a formula, also as full-width letters, which some spreadsheets of East Asia take for the same. */
  private static final String BEGINNINGS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
  /** What some importers skip before they look. */
  private static final String SKIPPED = "\t\r\n";

  private FormulaGuard() {}

  /** The text as it is, or with the mark in front where that makes it harmless. */
  public static String guard(String text) {
    return dangerous(text) ? MARK + text : text;
  }

  /** Whether a spreadsheet might take it for a formula: also with blanks or invisible characters in front. */
  public static boolean dangerous(String text) {
    if (text.isEmpty()) {
      return false;
    }
    int first = 0;
    while (first < text.length() && invisible(text.charAt(first))) {
      first++;
    }
    boolean formula = first < text.length() && BEGINNINGS.indexOf(text.charAt(first)) >= 0;
    return formula || SKIPPED.indexOf(text.charAt(0)) >= 0;
  }

  private static boolean invisible(char letter) {
    return (
      Character.isWhitespace(letter) ||
      Character.isSpaceChar(letter) ||
      Character.getType(letter) == Character.FORMAT
    );
  }
}
