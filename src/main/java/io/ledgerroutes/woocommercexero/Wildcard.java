package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of a setting in which {@code *} stands for anything; upper and lower case are the same.
 *
 * @param text as it is written
 */
public record Wildcard(String text) {
  /** Fits any text. */
  static final Wildcard ANY = new Wildcard("*");

  boolean fits(String value) {
    return pattern().matcher(value).matches();
  }

  static boolean anyFits(List<Wildcard> wildcards, String value) {
    return wildcards.stream().anyMatch(wildcard -> wildcard.fits(value));
  }

  static List<Wildcard> list(SettingsNode section, String key) {
    return section.texts(key).stream().map(Wildcard::new).toList();
  }

  private Pattern pattern() {
    String regex = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
