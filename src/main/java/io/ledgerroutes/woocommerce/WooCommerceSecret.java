package io.ledgerroutes.woocommerce;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The webhook secret as the shop uses it: WordPress decodes its special characters first (facts, WooCommerce 14). */
final class WooCommerceSecret {

  private static final Pattern SPECIAL = Pattern.compile(
    "&(?:(amp|#0*38|#x0*26)|(lt|#0*60|#x0*3c)|(gt|#0*62|#x0*3e)|(quot|#0*34|#x0*22)|#0*39|#x0*27);",
    Pattern.CASE_INSENSITIVE
  );

  private WooCommerceSecret() {}

  static String decoded(String secret) {
    if (secret.indexOf('&') < 0) {
      return secret;
    }
    return SPECIAL.matcher(secret).replaceAll(WooCommerceSecret::character);
  }

  private static String character(java.util.regex.MatchResult entity) {
    String[] byGroup = { "&", "<", ">", "\"" };
    for (int group = 1; group <= byGroup.length; group++) {
      if (entity.group(group) != null) {
        return Matcher.quoteReplacement(byGroup[group - 1]);
      }
    }
    return "'";
  }
}
