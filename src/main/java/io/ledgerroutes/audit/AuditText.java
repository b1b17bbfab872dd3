package io.ledgerroutes.audit;

/**
 * Text from outside made fit for a trail that people read in logs, pages and spreadsheets: no control or
 * direction characters that forge lines, never longer than its column.
 */
final class AuditText {

  private AuditText() {}

  /** Null stays null; every control, format or line separator character becomes a blank. */
  static String clip(String text, int most) {
    if (text == null) {
      return null;
    }
    StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
    text
      .codePoints()
      .takeWhile(c -> clean.length() + Character.charCount(c) <= most)
      .forEach(c -> clean.appendCodePoint(harmless(c)));
    return clean.toString();
  }

  private static int harmless(int c) {
    return switch (Character.getType(c)) {
      case
        Character.CONTROL,
        Character.FORMAT,
        Character.LINE_SEPARATOR,
        Character.PARAGRAPH_SEPARATOR,
        Character.SURROGATE -> ' ';
      default -> c;
    };
  }
}
