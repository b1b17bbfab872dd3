package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What a line comes to, net and gross never mixed: what its amount is depends on the document's LineAmountTypes
 * (facts, Xero 5).
 */
record LineAmounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {
  static final LineAmounts NOTHING = new LineAmounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  private static final int PLACES = 2;

  /** @param types {@code Exclusive, Inclusive} or {@code NoTax} */
  static LineAmounts of(DocumentLine line, String types) {
    return types.equals("Inclusive")
      ? new LineAmounts(line.amount().subtract(line.tax()), line.tax(), line.amount())
      : new LineAmounts(line.amount(), line.tax(), line.amount().add(line.tax()));
  }

  LineAmounts plus(LineAmounts other) {
    return new LineAmounts(net.add(other.net), tax.add(other.tax), gross.add(other.gross));
  }

  LineAmounts negated() {
    return new LineAmounts(net.negate(), tax.negate(), gross.negate());
  }

  /** Why a document is not what its lines come to, with both figures; empty where it is to the cent. */
  static Optional<String> difference(List<DocumentLine> lines, String types, LineAmounts document) {
    LineAmounts sum = lines
      .stream()
      .map(line -> of(line, types))
      .reduce(NOTHING, LineAmounts::plus);
    return unequal("net", sum.net, document.net)
      .or(() -> unequal("tax", sum.tax, document.tax))
      .or(() -> unequal("total", sum.gross, document.gross));
  }

  private static Optional<String> unequal(String what, BigDecimal lines, BigDecimal document) {
    return lines.compareTo(document) == 0
      ? Optional.empty()
      : Optional.of(
          "its lines come to " +
            what +
            " " +
            figure(lines) +
            " and its " +
            what +
            " is " +
            figure(document) +
            ": open it in Xero, correct its lines and save it"
        );
  }

  private static String figure(BigDecimal amount) {
    return amount.setScale(Math.max(PLACES, amount.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }
}
