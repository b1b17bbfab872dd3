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
    if (text.codePoints().allMatch(letter -> carried(letter) == letter)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(PlainText::carried).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static int carried(int letter) {
    if (letter == '\t' || letter == '\n' || letter == '\r') {
      return letter;
    }
    if (Character.isISOControl(letter)) {
      return ' ';
    }
    return Character.getType(letter) == Character.SURROGATE || letter == 0xFFFE || letter == 0xFFFF
      ? UNREADABLE
      : letter;
  }
}
