package io.ledgerroutes.woocommercexero;

/** Text that fits a field; no character is cut in two. */
final class Clipped {

  private Clipped() {}

  static String to(int longest, String text) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
