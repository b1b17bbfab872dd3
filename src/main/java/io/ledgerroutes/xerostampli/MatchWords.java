package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Amounts, numbers and lists as a bookkeeper reads them, the same in every country's settings. */
final class MatchWords {

  private static final int SHOWN = 5;

  private MatchWords() {}

  /** {@code 10,140.00}. */
  static String amount(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** An amount a piece, to the place where it says something: {@code 0.50, 0.0125}. */
  static String price(BigDecimal price) {
    BigDecimal plain = price.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
    return plain.setScale(Math.max(plain.scale(), 2)).toPlainString();
  }

  /** A quantity: {@code 40, 2.5}. */
  static String plain(BigDecimal quantity) {
    return quantity.stripTrailingZeros().toPlainString();
  }

  /** {@code PO-1, PO-2 and PO-3}. */
  static String numbers(Collection<OpenOrder> orders) {
    if (orders.isEmpty()) {
      return "an order that Xero no longer has";
    }
    return and(orders.stream().map(OpenOrder::number).toList());
  }

  /** A list of a few: {@code a, b and c}; of many the first few and how many more. */
  static String and(List<String> words) {
    if (words.size() > SHOWN) {
      return String.join(", ", words.subList(0, SHOWN)) + " and " + (words.size() - SHOWN) + " more";
    }
    return words.size() < 2
      ? String.join("", words)
      : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  /** Lines as people count them: {@code line 2}, {@code lines 2 and 4}. */
  static String lines(List<NetLine> lines) {
    List<String> positions = lines
      .stream()
      .map(line -> String.valueOf(line.position() + 1))
      .toList();
    return (lines.size() == 1 ? "line " : "lines ") + and(positions);
  }
}
