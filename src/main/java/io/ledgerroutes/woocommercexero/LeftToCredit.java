package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.money.LargestRemainder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What is not yet credited of an invoice, line by line. Nothing is ever credited beyond it, neither of a line nor of a
 * tax type (rule W7).
 *
 * @param lines as invoiced
 * @param left of each line, between nothing and what was invoiced
 */
record LeftToCredit(List<CreditableLine> lines, List<Amount> left) {
  LeftToCredit {
    lines = List.copyOf(lines);
    left = List.copyOf(left);
  }

  /** All of an invoice. */
  static LeftToCredit of(List<CreditableLine> lines) {
    return new LeftToCredit(lines, lines.stream().map(CreditableLine::amount).toList());
  }

  Amount of(int line) {
    return left.get(line);
  }

  BigDecimal gross() {
    return left.stream().map(Amount::gross).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  /** The rest of every line, whole lines in their pieces. */
  List<Taken> all() {
    return IntStream.range(0, lines.size())
      .filter(line -> !left.get(line).isNothing())
      .mapToObj(line -> new Taken(line, pieces(line), left.get(line)))
      .toList();
  }

  private BigDecimal pieces(int line) {
    boolean whole = left.get(line).equals(lines.get(line).amount());
    return whole
      ? lines
          .get(line)
          .source()
          .map(source -> source.quantity())
          .filter(quantity -> quantity.signum() > 0)
          .orElse(BigDecimal.ONE)
      : BigDecimal.ONE;
  }

  /** The same without the lines that do not fit; positions stay, and nothing is left of those. */
  LeftToCredit only(Predicate<CreditableLine> fits) {
    return new LeftToCredit(
      lines,
      IntStream.range(0, lines.size())
        .mapToObj(line -> fits.test(lines.get(line)) ? left.get(line) : Amount.NOTHING)
        .toList()
    );
  }

  /** What is left after that. */
  LeftToCredit after(List<Taken> taken) {
    List<Amount> rest = new ArrayList<>(left);
    taken.forEach(part -> rest.set(part.line(), rest.get(part.line()).minus(part.amount())));
    return new LeftToCredit(lines, rest);
  }

  /** Whether so much may be taken: of no line and of no tax type more than is left. */
  boolean allows(List<Taken> taken) {
    LeftToCredit rest = after(taken);
    boolean lineByLine = taken.stream().allMatch(part -> within(rest.of(part.line()), left.get(part.line())));
    Map<String, Amount> before = byTaxType();
    return (
      lineByLine &&
      rest
        .byTaxType()
        .entrySet()
        .stream()
        .allMatch(type -> within(type.getValue(), before.get(type.getKey())))
    );
  }

  private static boolean within(Amount amount, Amount limit) {
    return amount.within(limit).equals(amount);
  }

  /** What is left, by tax type in the order of the lines. */
  Map<String, Amount> byTaxType() {
    Map<String, Amount> types = new LinkedHashMap<>();
    for (int line = 0; line < lines.size(); line++) {
      types.merge(lines.get(line).taxType(), left.get(line), Amount::plus);
    }
    return types;
  }

  /**
   * An amount with tax, spread over what is left: over the tax types first, then over their lines (rule W8).
   *
   * @param amount at most what is left
   */
  List<Taken> spread(BigDecimal amount) {
    List<String> types = List.copyOf(byTaxType().keySet());
    List<BigDecimal> shares = LargestRemainder.spread(
      amount,
      byTaxType().values().stream().map(Amount::gross).toList()
    );
    List<Taken> taken = new ArrayList<>();
    for (int type = 0; type < types.size(); type++) {
      spread(types.get(type), shares.get(type), taken);
    }
    return List.copyOf(taken);
  }

  private void spread(String type, BigDecimal share, List<Taken> taken) {
    List<Integer> positions = IntStream.range(0, lines.size())
      .filter(line -> lines.get(line).taxType().equals(type) && left.get(line).gross().signum() != 0)
      .boxed()
      .toList();
    List<BigDecimal> grosses = LargestRemainder.spread(
      share,
      positions
        .stream()
        .map(line -> left.get(line).gross())
        .toList()
    );
    List<BigDecimal> exact = new ArrayList<>();
    for (int index = 0; index < positions.size(); index++) {
      exact.add(exactTax(left.get(positions.get(index)), grosses.get(index)));
    }
    BigDecimal tax = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2, HALF_UP);
    List<BigDecimal> taxes = LargestRemainder.rounded(tax, exact);
    for (int index = 0; index < positions.size(); index++) {
      Amount part = new Amount(grosses.get(index).subtract(taxes.get(index)), taxes.get(index));
      if (!part.isNothing()) {
        taken.add(new Taken(positions.get(index), part));
      }
    }
  }

  /** A line's gross amount with the tax that belongs to it. */
  static Amount share(Amount whole, BigDecimal gross) {
    BigDecimal tax = exactTax(whole, gross).setScale(2, HALF_UP);
    return new Amount(gross.subtract(tax), tax);
  }

  private static BigDecimal exactTax(Amount whole, BigDecimal gross) {
    return whole.gross().signum() == 0
      ? BigDecimal.ZERO
      : whole.tax().multiply(gross).divide(whole.gross(), MathContext.DECIMAL128);
  }
}
