package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xerostampli.Match.LinePair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which line of the orders each line of a document bills: by item code, else by description, else by quantity and
 * price where only one has both. A document's line is paired at most once, an order's line as often as it is billed.
 */
final class LinePairing {

  private record OrderLine(OpenOrder order, NetLine line) {}

  private record Pair(NetLine line, OrderLine with, LinePair told) {}

  /** By what lines are told to be the same, strongest first. */
  private enum Ground {
    CODE("by item code", line -> line.code().isEmpty() ? Optional.empty() : Optional.of(line.code())),
    DESCRIPTION("by description", line ->
      line.description().isEmpty() ? Optional.empty() : Optional.of(line.description())
    ),
    QUANTITY_AND_PRICE("by quantity and price", line ->
      Optional.of(MatchWords.plain(line.quantity()) + " × " + line.net().stripTrailingZeros().toPlainString())
    );

    private final String words;
    private final Function<NetLine, Optional<String>> key;

    Ground(String words, Function<NetLine, Optional<String>> key) {
      this.words = words;
      this.key = key;
    }
  }

  private final List<Pair> pairs = new ArrayList<>();
  private final Set<Integer> paired = new HashSet<>();
  private final Map<OrderLine, BigDecimal> pieces = new HashMap<>();
  private final CountedDocument document;

  LinePairing(CountedDocument document, List<OpenOrder> orders) {
    this.document = document;
    for (Ground ground : Ground.values()) {
      Map<String, List<OrderLine>> lines = byKey(orders, ground);
      document
        .lines()
        .stream()
        .filter(line -> !paired.contains(line.position()))
        .forEach(line -> pair(line, ground, lines));
    }
    pairs.sort(Comparator.comparing(pair -> pair.line.position()));
  }

  private static Map<String, List<OrderLine>> byKey(List<OpenOrder> orders, Ground ground) {
    Map<String, List<OrderLine>> lines = new HashMap<>();
    for (OpenOrder order : orders) {
      for (NetLine line : order.lines()) {
        ground.key
          .apply(line)
          .ifPresent(key ->
            lines.computeIfAbsent(key, any -> new ArrayList<>()).add(new OrderLine(order, line))
          );
      }
    }
    return lines;
  }

  private void pair(NetLine line, Ground ground, Map<String, List<OrderLine>> lines) {
    List<OrderLine> alike = ground.key
      .apply(line)
      .map(key -> lines.getOrDefault(key, List.of()))
      .orElse(List.of())
      .stream()
      .filter(one -> mayBeSame(line, one, ground))
      .toList();
    if (alike.isEmpty() || (ground == Ground.QUANTITY_AND_PRICE && alike.size() > 1)) {
      return;
    }
    OrderLine with = alike.stream().min(preferred(line)).orElseThrow();
    String words = ground.words + ": " + difference(line, with);
    pairs.add(
      new Pair(line, with, new LinePair(line.position(), with.order.id(), with.line.position(), words))
    );
    paired.add(line.position());
    pieces.merge(with, line.quantity(), BigDecimal::add);
  }

  /** Two items are never the same line, and equal sums alone pair a line once. */
  private boolean mayBeSame(NetLine line, OrderLine one, Ground ground) {
    String other = one.line.code();
    boolean sameItem = line.code().isEmpty() || other.isEmpty() || line.code().equals(other);
    return sameItem && (ground != Ground.QUANTITY_AND_PRICE || !pieces.containsKey(one));
  }

  /** One that still has pieces to bill, of the same price, of the same quantity; else the first. */
  private Comparator<OrderLine> preferred(NetLine line) {
    return Comparator.comparing((OrderLine one) -> left(one).compareTo(line.quantity()) < 0)
      .thenComparing(one -> !line.pricedAs(one.line))
      .thenComparing(one -> one.line.quantity().compareTo(line.quantity()) != 0);
  }

  private BigDecimal left(OrderLine one) {
    BigDecimal before = one.order.billedPieces(one.line);
    BigDecimal now = pieces.getOrDefault(one, BigDecimal.ZERO);
    return document.gives() ? before.subtract(now) : one.line.quantity().subtract(before).subtract(now);
  }

  private String difference(NetLine line, OrderLine with) {
    BigDecimal ordered = with.line.quantity();
    String words = MatchWords.plain(line.quantity()) + " of " + MatchWords.plain(ordered);
    BigDecimal before = with.order.billedPieces(with.line).add(pieces.getOrDefault(with, BigDecimal.ZERO));
    if (!document.gives() && before.signum() > 0) {
      words += ", " + MatchWords.plain(before) + " billed before";
    }
    if (line.pricedAs(with.line)) {
      return words + "; same price";
    }
    BigDecimal dearer = line.price().subtract(with.line.price());
    return (
      words +
      "; " +
      MatchWords.price(dearer.abs()) +
      (dearer.signum() > 0 ? " dearer" : " cheaper") +
      " a piece"
    );
  }

  /** For the answer, by the document's lines. */
  List<LinePair> pairs() {
    return pairs
      .stream()
      .map(pair -> pair.told)
      .toList();
  }

  /** The document's lines that pair with no line of the orders. */
  List<NetLine> unpaired() {
    return document
      .lines()
      .stream()
      .filter(line -> !paired.contains(line.position()))
      .toList();
  }

  /** What the lines bill of one of the orders. */
  BigDecimal billed(OpenOrder order) {
    return pairs
      .stream()
      .filter(pair -> pair.with.order == order)
      .map(pair -> pair.line.net())
      .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Paired lines whose price differs from the order's. */
  List<LinePair> pricedOtherwise() {
    return pairs
      .stream()
      .filter(pair -> !pair.line.pricedAs(pair.with.line))
      .map(pair -> pair.told)
      .toList();
  }

  /** Of a hundred lines, how many are paired; 0 for a document without lines. */
  int percent() {
    return document.lines().isEmpty() ? 0 : (paired.size() * 100) / document.lines().size();
  }

  /** The orders' lines have been billed so. */
  void settle() {
    pairs.forEach(pair ->
      pair.with.order.takePieces(pair.with.line.position(), document.signed(pair.line.quantity()))
    );
  }
}
