package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How bills are matched to purchase orders (rule P3).
 *
 * @param numbers what a purchase order's number looks like inside other text; empty: any number that the supplier has
 * @param percent of an order's remainder by which a bill may exceed it
 * @param most in the currency's major units by which it may exceed it; the smaller of both counts
 * @param days how far a bill that names no order may be from the order's date
 */
public record MatchSettings(List<Pattern> numbers, BigDecimal percent, BigDecimal most, int days) {
  /** 1 %, at most 10.00, within 90 days (rule P3). */
  public static final MatchSettings DEFAULT = new MatchSettings(
    List.of(),
    BigDecimal.ONE,
    BigDecimal.TEN,
    90
  );

  public MatchSettings {
    numbers = List.copyOf(numbers);
  }
}
