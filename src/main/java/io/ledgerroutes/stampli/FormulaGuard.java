package io.ledgerroutes.stampli;

/**
 * Keeps a spreadsheet that opens a CSV from taking a text for a formula (facts, Stampli: real data holds them). A
 * text that one might take so gets an apostrophe in front, which spreadsheets take for "this is text". Guarding twice
 * is guarding once.
 */
final class FormulaGuard {

  static final String MARK = "'";

  /** What begins a formula, also as full-width letters, which some spreadsheets of East Asia take for the same. */
  private static final String BEGINNINGS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
  /** What some importers skip before they look. */
  private static final String SKIPPED = "\t\r\n";

  private FormulaGuard() {}

  static String guard(String text) {
    return dangerous(text) ? MARK + text : text;
  }

  /** Whether a spreadsheet might take it for a formula: also with blanks or invisible characters in front. */
  static boolean dangerous(String text) {
    if (text.isEmpty()) {
      return false;
    }
    if (SKIPPED.indexOf(text.charAt(0)) >= 0) {
      return true;
    }
    return text
      .chars()
      .filter(letter -> !invisible(letter))
      .limit(1)
      .anyMatch(letter -> BEGINNINGS.indexOf(letter) >= 0);
  }

  private static boolean invisible(int letter) {
    return (
      Character.isWhitespace(letter) ||
      Character.isSpaceChar(letter) ||
      Character.getType(letter) == Character.FORMAT
    );
  }
}
