package io.ledgerroutes.woocommerce;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The words of a name that may hold HTML (facts, WooCommerce 30). */
final class PlainText {

  private static final Pattern TAG = Pattern.compile("<(?:/?[a-zA-Z][^>]*|!--.*?--)>", Pattern.DOTALL);
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}\\u00a0]+");

  private PlainText() {}

  static String of(String html) {
    String words = HtmlUtils.htmlUnescape(TAG.matcher(html).replaceAll(" "));
    return BLANK.matcher(words).replaceAll(" ").strip();
  }
}
