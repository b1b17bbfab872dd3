package io.ledgerroutes.connection;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a connection numbers documents whose numbers are unique in an organisation: a changing number between two
 * texts.
 *
 * @param setting the path of the key that says so, e.g. {@code woocommerce.invoice-number}
 * @param text as the file has it
 * @param before what stands before the number, in lower case
 * @param after what stands behind it, in lower case
 */
public record NumberPattern(String setting, String text, String before, String after) {
  private static final Pattern DIGITS = Pattern.compile("\\d*");

  /**
   * The pattern.
   *
   * @param text with one {@code {…}} where the number stands
   */
  public static NumberPattern of(String setting, String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    int start = folded.indexOf('{');
    int end = folded.indexOf('}', start);
    if (start < 0 || end < 0) {
      throw new IllegalArgumentException("no place for the number");
    }
    return new NumberPattern(setting, text, folded.substring(0, start), folded.substring(end + 1));
  }

  /** Whether two numbers may give the same document number: WC-{number} and WC-1{number} both make WC-12. */
  boolean meets(NumberPattern other) {
    return (
      (begins(before, other.before) || begins(other.before, before)) &&
      (ends(after, other.after) || ends(other.after, after))
    );
  }

  private static boolean begins(String longer, String shorter) {
    return longer.startsWith(shorter) && DIGITS.matcher(longer.substring(shorter.length())).matches();
  }

  private static boolean ends(String longer, String shorter) {
    return (
      longer.endsWith(shorter) &&
      DIGITS.matcher(longer.substring(0, longer.length() - shorter.length())).matches()
    );
  }
}
