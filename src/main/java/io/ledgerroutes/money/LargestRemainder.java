package io.ledgerroutes.money;

import static java.math.RoundingMode.FLOOR;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds shares to cents so that they come to the whole: each is cut, and the cents left over go to those that lost
 * most. So no share is more than a cent off, and none is further from zero than its weight.
 */
public final class LargestRemainder {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private LargestRemainder() {}

  /**
   * An amount in proportion to weights.
   *
   * @param amount 2 places, between zero and the sum of the weights; zero where that sum is zero
   * @param weights 2 places, of either sign
   */
  public static List<BigDecimal> spread(BigDecimal amount, List<BigDecimal> weights) {
    BigDecimal whole = sum(weights);
    if (whole.signum() == 0) {
      return weights
        .stream()
        .map(weight -> BigDecimal.ZERO.setScale(2))
        .toList();
    }
    return rounded(
      amount,
      weights
        .stream()
        .map(weight -> amount.multiply(weight).divide(whole, MathContext.DECIMAL128))
        .toList()
    );
  }

  /** Exact shares in cents; {@code whole} is their sum or what that rounds to. */
  public static List<BigDecimal> rounded(BigDecimal whole, List<BigDecimal> exact) {
    List<BigDecimal> shares = new ArrayList<>();
    exact.forEach(share -> shares.add(share.setScale(2, FLOOR)));
    int over = whole.subtract(sum(shares)).movePointRight(2).intValueExact();
    IntStream.range(0, shares.size())
      .boxed()
      .sorted(Comparator.comparing(index -> shares.get(index).subtract(exact.get(index))))
      .limit(over)
      .toList()
      .forEach(index -> shares.set(index, shares.get(index).add(CENT)));
    return List.copyOf(shares);
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }
}
