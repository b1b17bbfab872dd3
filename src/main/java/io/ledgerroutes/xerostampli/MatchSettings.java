package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How bills are matched to purchase orders (rule P3).
 *
 * @param numbers what a purchase order's number looks like inside other text (its first group, if it has one); empty:
 *     any number that the supplier has
 * @param percent of an order's remainder by which a bill may exceed it
 * @param most in the currency's major units by which it may exceed it, and several orders together; the smaller of both
 *     counts
 * @param days how far a bill that names no order may be from the order's date
 * @param freight words with which descriptions of carriage begin: such a line outside the order is listed, not failed
 */
public record MatchSettings(
  List<Pattern> numbers,
  BigDecimal percent,
  BigDecimal most,
  int days,
  Set<String> freight
) {
  /** What carriage is called on bills in English; settings may say it in other words. */
  public static final Set<String> FREIGHT = Set.of(
    "carriage",
    "cartage",
    "courier",
    "delivery",
    "freight",
    "haulage",
    "handling",
    "postage",
    "shipping",
    "surcharge",
    "transport"
  );

  /** 1 %, at most 10.00, within 90 days (rule P3). */
  public static final MatchSettings DEFAULT = new MatchSettings(
    List.of(),
    BigDecimal.ONE,
    BigDecimal.TEN,
    90
  );

  /** With the usual words for freight. */
  public MatchSettings(List<Pattern> numbers, BigDecimal percent, BigDecimal most, int days) {
    this(numbers, percent, most, days, FREIGHT);
  }

  public MatchSettings {
    numbers = List.copyOf(numbers);
    freight = Set.copyOf(freight);
  }
}
