package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which lines of the invoice the lines of a refund give back, and how much of each. The shop names the order's line;
 * where it does not, the product and then the position decide.
 */
final class RefundedLines {

  private final LeftToCredit left;
  private final List<OrderLine> refunded;
  private final Map<Integer, Taken> wanted = new TreeMap<>();

  private RefundedLines(LeftToCredit left, List<OrderLine> refunded) {
    this.left = left;
    this.refunded = refunded;
  }

  /** Whether a refund says what of it belongs to which line; a line that gives back nothing says nothing. */
  static List<OrderLine> saying(Refund refund) {
    return refund
      .lines()
      .stream()
      .filter(line -> line.total().signum() != 0 || line.totalTax().signum() != 0)
      .toList();
  }

  /** What the shop says that is given back, in the order of the invoice; empty where a line cannot be told. */
  static Optional<List<Taken>> wanted(LeftToCredit left, List<OrderLine> refunded) {
    return new RefundedLines(left, refunded).wanted();
  }

  private Optional<List<Taken>> wanted() {
    for (OrderLine line : refunded) {
      Optional<Integer> position = position(line);
      if (position.isEmpty()) {
        return Optional.empty();
      }
      want(line, position.get());
    }
    return Optional.of(List.copyOf(wanted.values()));
  }

  private void want(OrderLine line, int position) {
    BigDecimal tax = line.totalTax().negate();
    CreditableLine invoiced = left.lines().get(position);
    if (invoiced.taxedElsewhere()) {
      tax = tax.subtract(wantTaxLines(line, invoiced));
    }
    add(new Taken(position, pieces(line), new Amount(line.total().negate(), tax)));
  }

  /** Takes the tax off the lines where it stands, and says how much that was. */
  private BigDecimal wantTaxLines(OrderLine line, CreditableLine invoiced) {
    BigDecimal moved = BigDecimal.ZERO;
    for (OrderLine.RateTax tax : line.taxes()) {
      Optional<Integer> position = first(creditable -> creditable.bearsTaxOf(invoiced, tax.rateId()));
      if (position.isPresent()) {
        add(new Taken(position.get(), new Amount(tax.total().negate(), BigDecimal.ZERO)));
        moved = moved.subtract(tax.total());
      }
    }
    return moved;
  }

  private void add(Taken part) {
    wanted.merge(part.line(), part, (one, other) ->
      new Taken(
        one.line(),
        left.lines().get(one.line()).source().isEmpty()
          ? BigDecimal.ONE
          : one.quantity().add(other.quantity()),
        one.amount().plus(other.amount())
      )
    );
  }

  private static BigDecimal pieces(OrderLine line) {
    BigDecimal pieces = line.quantity().abs();
    return pieces.signum() == 0 ? BigDecimal.ONE : pieces;
  }

  private Optional<Integer> position(OrderLine line) {
    long named = Refund.refundedLine(line);
    if (named > 0) {
      return first(creditable ->
        creditable
          .source()
          .filter(source -> source.id() == named)
          .isPresent()
      );
    }
    List<Integer> same = all(creditable ->
      creditable
        .source()
        .filter(source -> same(source, line))
        .isPresent()
    );
    return same
      .stream()
      .filter(position -> !wanted.containsKey(position) && !left.of(position).isNothing())
      .findFirst()
      .or(() -> same.stream().findFirst())
      .or(() -> inItsPlace(line));
  }

  private static boolean same(OrderLine source, OrderLine line) {
    return (
      source.kind() == line.kind() &&
      (line.productId() > 0
        ? source.productId() == line.productId() && source.code().equals(line.code())
        : source.name().equals(line.name()) && source.code().equals(line.code()))
    );
  }

  /** Where a refund has as many lines of a kind as the order, they stand in the same order. */
  private Optional<Integer> inItsPlace(OrderLine line) {
    List<Integer> places = all(creditable ->
      creditable
        .source()
        .filter(source -> source.kind() == line.kind())
        .isPresent()
    );
    List<OrderLine> kind = refunded
      .stream()
      .filter(other -> other.kind() == line.kind())
      .toList();
    int index = IntStream.range(0, kind.size())
      .filter(place -> kind.get(place) == line)
      .findFirst()
      .orElseThrow();
    return places.size() == kind.size() ? Optional.of(places.get(index)) : Optional.empty();
  }

  private Optional<Integer> first(Predicate<CreditableLine> fits) {
    return all(fits).stream().findFirst();
  }

  private List<Integer> all(Predicate<CreditableLine> fits) {
    List<Integer> positions = new ArrayList<>();
    for (int line = 0; line < left.lines().size(); line++) {
      if (fits.test(left.lines().get(line))) {
        positions.add(line);
      }
    }
    return positions;
  }
}
