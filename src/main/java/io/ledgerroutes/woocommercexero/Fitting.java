package io.ledgerroutes.woocommercexero;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Brings what a refund's lines say to what may be credited, and their sum to the refund's amount to the cent. Only
 * cents are moved: the shop rounds its refunds as it rounds its orders (rule W3).
 */
final class Fitting {

  private final LeftToCredit left;
  private final BigDecimal tolerance;
  private final Map<Integer, Taken> taken = new TreeMap<>();

  private Fitting(LeftToCredit left, BigDecimal tolerance) {
    this.left = left;
    this.tolerance = tolerance;
  }

  /**
   * The lines as they are credited.
   *
   * @param tolerance the most that the lines may be off
   * @return empty where they are further off, or would take more of a line or a tax type than is left
   */
  static Optional<List<Taken>> of(
    LeftToCredit left,
    List<Taken> wanted,
    BigDecimal amount,
    BigDecimal tolerance
  ) {
    Fitting fitting = new Fitting(left, tolerance);
    return fitting.clip(wanted) && fitting.reach(amount)
      ? Optional.of(fitting.parts()).filter(left::allows)
      : Optional.empty();
  }

  private List<Taken> parts() {
    return taken
      .values()
      .stream()
      .filter(part -> !part.amount().isNothing())
      .toList();
  }

  private boolean clip(List<Taken> wanted) {
    BigDecimal beyond = BigDecimal.ZERO;
    for (Taken part : wanted) {
      Amount limit = left.of(part.line());
      Amount asked = shopTypedGross(part.amount(), limit)
        ? LeftToCredit.share(limit, part.amount().gross())
        : part.amount();
      Amount fits = asked.within(limit);
      Amount over = asked.minus(fits);
      beyond = beyond.add(over.net().abs()).add(over.tax().abs());
      taken.put(part.line(), part.with(fits));
    }
    return beyond.compareTo(tolerance) <= 0;
  }

  /** Who refunds by hand often types the whole price and leaves the tax empty; the line's own rate splits it. */
  private static boolean shopTypedGross(Amount asked, Amount limit) {
    return (
      asked.tax().signum() == 0 &&
      asked.net().abs().compareTo(limit.net().abs()) > 0 &&
      asked.gross().signum() == limit.gross().signum() &&
      asked.gross().abs().compareTo(limit.gross().abs()) <= 0
    );
  }

  private boolean reach(BigDecimal amount) {
    BigDecimal missing = amount.subtract(
      taken
        .values()
        .stream()
        .map(part -> part.amount().gross())
        .reduce(BigDecimal.ZERO, BigDecimal::add)
    );
    if (missing.abs().compareTo(tolerance) > 0) {
      return false;
    }
    for (int line : places()) {
      missing = missing.subtract(move(line, new Amount(missing, BigDecimal.ZERO)));
    }
    for (int line : places()) {
      missing = missing.subtract(move(line, new Amount(BigDecimal.ZERO, missing)));
    }
    return missing.signum() == 0;
  }

  /** Lines that were added for rounding, then the largest given back, then the others. */
  private List<Integer> places() {
    List<Integer> places = new ArrayList<>(IntStream.range(0, left.lines().size()).boxed().toList());
    places.sort(
      Comparator.<Integer, Boolean>comparing(line -> !addedByUs(line))
        .thenComparing(line -> !taken.containsKey(line))
        .thenComparing(line -> left.of(line).net().abs(), Comparator.reverseOrder())
    );
    return places;
  }

  private boolean addedByUs(int line) {
    return left.lines().get(line).part() instanceof CreditableLine.Part.Added;
  }

  /** Moves a line by at most so much, and says by how much. */
  private BigDecimal move(int line, Amount by) {
    if (by.isNothing()) {
      return BigDecimal.ZERO;
    }
    Taken before = taken.getOrDefault(line, new Taken(line, Amount.NOTHING));
    Amount after = before.amount().plus(by).within(left.of(line));
    taken.put(line, before.with(after));
    return after.gross().subtract(before.amount().gross());
  }
}
