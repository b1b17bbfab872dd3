package io.ledgerroutes.stampli;

/**
 * Text as both formats can carry it, so that a row says the same in each. Line breaks and tabs stay. Other control
 * characters, NUL among them, become a blank; what no XML may hold or no UTF-8 can write (halves of surrogate pairs,
 * U+FFFE, U+FFFF) becomes U+FFFD, the mark for an unreadable character.
 */
final class PlainText {

  private static final int UNREADABLE = 0xFFFD;

  private PlainText() {}

  static String of(String text) {
    if (text.chars().noneMatch(PlainText::suspect)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(PlainText::carried).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** Whether a character may need a substitute; half of a pair needs none if the other half stands beside it. */
  private static boolean suspect(int letter) {
    return carried(letter) != letter;
  }

  private static int carried(int letter) {
    if (letter == '\t' || letter == '\n' || letter == '\r') {
      return letter;
    }
    if (Character.isISOControl(letter)) {
      return ' ';
    }
    boolean half = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
    return half || letter == 0xFFFE || letter == 0xFFFF ? UNREADABLE : letter;
  }
}
