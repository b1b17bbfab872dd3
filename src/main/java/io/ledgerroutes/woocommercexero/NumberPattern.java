package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Link;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Invoice numbers as a connection's pattern makes them, those of later generations included. */
record NumberPattern(Pattern pattern) {
  private static final Pattern SOURCE = Pattern.compile("(\\d{1,18})(-\\d{1,4})?");

  /** As {@code WC-{number}}. */
  static NumberPattern of(String text) {
    StringBuilder expression = new StringBuilder();
    for (String part : text.split("(?=\\{number}|\\{id})|(?<=\\{number}|\\{id})")) {
      expression.append(
        switch (part) {
          case "{number}" -> "[^\\s]{1,60}";
          case "{id}" -> "\\d{1,18}";
          default -> Pattern.quote(part);
        }
      );
    }
    return new NumberPattern(Pattern.compile(expression + "(-\\d{1,4})?"));
  }

  boolean fits(String number) {
    return pattern.matcher(number).matches();
  }

  /** The id of the order of this connection that a link was made from. */
  static Optional<Long> orderOf(String connection, Link link) {
    Matcher source = SOURCE.matcher(link.source().id());
    boolean ours =
      link.source().scope().equals(connection) && link.source().type().equals(WooCommerceWebhook.ORDERS);
    return ours && source.matches() ? Optional.of(Long.valueOf(source.group(1))) : Optional.empty();
  }
}
