package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an order's exchange rate stands, for books that do not take Xero's day rate (rule W10).
 *
 * @param metaKey the order's note
 * @param inverse whether it says units of the books' currency for one of the order's; Xero wants the other way round
 */
public record RateSource(String metaKey, boolean inverse) {
  private static final Pattern FORM = Pattern.compile("order-meta(-inverse)?:(\\S{1,100})");
  private static final Pattern RATE = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");
  private static final int PLACES = 6;

  /** {@code order-meta:<key>} or {@code order-meta-inverse:<key>}. */
  static RateSource of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no known source of rates");
    }
    return new RateSource(matcher.group(2), matcher.group(1) != null);
  }

  /** Units of the order's currency for one of the books', 6 places; empty where the order does not say. */
  Optional<BigDecimal> rate(Order order) {
    String noted = order.meta(metaKey).strip();
    if (!RATE.matcher(noted).matches() || new BigDecimal(noted).signum() == 0) {
      return Optional.empty();
    }
    BigDecimal rate = inverse
      ? BigDecimal.ONE.divide(new BigDecimal(noted), MathContext.DECIMAL64)
      : new BigDecimal(noted);
    return Optional.of(rate.setScale(PLACES, RoundingMode.HALF_UP)).filter(found -> found.signum() > 0);
  }
}
