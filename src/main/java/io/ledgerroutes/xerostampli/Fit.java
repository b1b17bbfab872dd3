package io.ledgerroutes.xerostampli;

import io.ledgerroutes.money.LargestRemainder;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xerostampli.Match.Candidate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a document and the orders that it may belong to go together, to the cent, at one moment of the walk.
 *
 * @param freight lines of carriage that no order has: they take nothing of an order
 * @param inside what the orders are to take: the net without that freight
 * @param room what they can take, or give back
 * @param allowance by how much that may be exceeded (rule P3): the amount at most counts once, however many orders
 *     they are; never for what is given back
 */
record Fit(
  CountedDocument document,
  List<OpenOrder> orders,
  LinePairing pairing,
  List<NetLine> freight,
  BigDecimal inside,
  BigDecimal room,
  BigDecimal allowance,
  MatchSettings settings
) {
  private static final int LINES_SHOWN = 5;
  private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

  /**
   * Freight is set apart only where a bill does not fit as a whole to the cent, and only up to what its other lines
   * come to: a bill cannot call itself freight.
   */
  static Fit of(CountedDocument document, List<OpenOrder> orders, MatchSettings settings) {
    LinePairing pairing = new LinePairing(document, orders);
    BigDecimal room = sum(orders, order -> order.room(document.gives()));
    List<NetLine> freight = pairing
      .unpaired()
      .stream()
      .filter(line -> line.isFreight(settings))
      .toList();
    BigDecimal outside = freight.stream().map(NetLine::net).reduce(ZERO, BigDecimal::add);
    BigDecimal rest = document.amount().subtract(outside);
    boolean apart = rest.compareTo(outside) >= 0 && document.amount().compareTo(room) != 0;
    BigDecimal allowance = document.gives()
      ? ZERO
      : sum(orders, order -> order.tolerance(settings)).min(settings.most());
    return new Fit(
      document,
      orders,
      pairing,
      apart ? freight : List.of(),
      apart ? rest : document.amount(),
      room,
      allowance,
      settings
    );
  }

  private interface Measure {
    BigDecimal of(OpenOrder order);
  }

  private static BigDecimal sum(List<OpenOrder> orders, Measure measure) {
    return orders.stream().map(measure::of).reduce(ZERO, BigDecimal::add);
  }

  /** By how much it exceeds what the orders can take; below zero where something stays. */
  BigDecimal excess() {
    return inside.subtract(room);
  }

  /** Whether it takes all that there is, to the cent. */
  boolean isExact() {
    return excess().signum() == 0;
  }

  /** Whether it stays within what remains and the tolerance (rule P3). */
  boolean isWithin() {
    return excess().compareTo(allowance) <= 0;
  }

  /** What each order takes, together exactly {@link #inside}: as the lines say if that fits each order, else by room. */
  List<Share> shares() {
    List<BigDecimal> byLines = byLines();
    List<BigDecimal> parts = orders.size() == 1 ? List.of(inside) : fitsEach(byLines) ? byLines : byRoom();
    List<Share> shares = IntStream.range(0, orders.size())
      .filter(index -> parts.get(index).signum() != 0)
      .mapToObj(index -> new Share(orders.get(index).id(), document.signed(parts.get(index))))
      .toList();
    return shares.isEmpty() ? List.of(new Share(orders.getFirst().id(), ZERO)) : shares;
  }

  /** Paired lines go where they pair, the rest by what is then left. */
  private List<BigDecimal> byLines() {
    List<BigDecimal> paired = orders.stream().map(pairing::billed).toList();
    BigDecimal rest = inside.subtract(paired.stream().reduce(ZERO, BigDecimal::add));
    if (rest.signum() == 0 || rest.compareTo(inside) == 0) {
      return paired;
    }
    List<BigDecimal> left = new ArrayList<>();
    for (int index = 0; index < orders.size(); index++) {
      BigDecimal room = orders.get(index).room(document.gives());
      left.add(room.subtract(paired.get(index)).max(ZERO));
    }
    return added(paired, spread(rest, rest.signum() < 0 ? paired : left));
  }

  private boolean fitsEach(List<BigDecimal> parts) {
    BigDecimal whole = parts.stream().reduce(ZERO, BigDecimal::add);
    return (
      whole.compareTo(inside) == 0 &&
      IntStream.range(0, orders.size()).allMatch(index -> {
        OpenOrder order = orders.get(index);
        BigDecimal most = order.room(document.gives()).add(tolerance(order));
        return parts.get(index).signum() >= 0 && parts.get(index).compareTo(most) <= 0;
      })
    );
  }

  /** In proportion to what each can take; what exceeds that, within the tolerances. */
  private List<BigDecimal> byRoom() {
    List<BigDecimal> rooms = orders
      .stream()
      .map(order -> order.room(document.gives()))
      .toList();
    return excess().signum() <= 0
      ? spread(inside, rooms)
      : added(rooms, spread(excess(), orders.stream().map(this::tolerance).toList()));
  }

  private BigDecimal tolerance(OpenOrder order) {
    return document.gives() ? ZERO : order.tolerance(settings);
  }

  private static List<BigDecimal> spread(BigDecimal amount, List<BigDecimal> weights) {
    boolean none = weights.stream().allMatch(weight -> weight.signum() == 0);
    return LargestRemainder.spread(
      amount,
      none
        ? weights
            .stream()
            .map(weight -> BigDecimal.ONE)
            .toList()
        : weights
    );
  }

  private static List<BigDecimal> added(List<BigDecimal> some, List<BigDecimal> others) {
    return IntStream.range(0, some.size())
      .mapToObj(index -> some.get(index).add(others.get(index)))
      .toList();
  }

  /**
   * From 0 to 100: 60 where it names the orders, else 30; 20 for the exact amount, 15 for one within what remains, 5
   * for one within the tolerance; and up to 20 for paired lines.
   */
  int score(boolean named) {
    int amount = isExact() ? 20 : excess().signum() < 0 ? 15 : isWithin() ? 5 : 0;
    return (named ? 60 : 30) + amount + pairing.percent() / 5;
  }

  /** What the amounts and the lines say, most important first. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    reasons.add(amountReason());
    if (!freight.isEmpty()) {
      BigDecimal outside = document.amount().subtract(inside);
      reasons.add(
        MatchWords.lines(freight) + ", " + MatchWords.amount(outside) + ", is freight outside the order"
      );
    }
    reasons.addAll(lineReasons());
    return reasons;
  }

  private String amountReason() {
    String numbers = MatchWords.numbers(orders);
    String amount = MatchWords.amount(inside);
    String of = MatchWords.amount(room);
    if (document.gives()) {
      return isWithin()
        ? "gives back " + amount + " of the " + of + " that were billed to " + numbers
        : "would give back " + amount + ", where only " + of + " of " + numbers + " was billed";
    }
    if (isExact()) {
      return "all of the " + of + " that were left of " + numbers;
    }
    if (excess().signum() < 0) {
      String left = MatchWords.amount(excess().negate());
      return amount + " of the " + of + " that were left of " + numbers + "; " + left + " stays open";
    }
    String over = MatchWords.amount(excess());
    return isWithin()
      ? over +
        " more than the " +
        of +
        " left of " +
        numbers +
        ", within the tolerance of " +
        MatchWords.amount(allowance)
      : "over-billed by " + over + ": " + amount + " where " + of + " is left of " + numbers;
  }

  /** What the lines say. */
  List<String> lineReasons() {
    int paired = pairing.pairs().size();
    if (paired == 0) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>();
    int all = document.lines().size();
    reasons.add(
      paired == all ? "every line is on the order" : paired + " of " + all + " lines are on the order"
    );
    List<NetLine> unpaired = pairing
      .unpaired()
      .stream()
      .filter(line -> !freight.contains(line))
      .toList();
    if (!unpaired.isEmpty()) {
      reasons.add(MatchWords.lines(unpaired) + (unpaired.size() == 1 ? " is" : " are") + " not on the order");
    }
    pairing
      .pricedOtherwise()
      .stream()
      .limit(LINES_SHOWN)
      .forEach(pair -> reasons.add("line " + (pair.billLine() + 1) + " " + pair.words()));
    return reasons;
  }

  /** As a person may choose it. */
  Candidate candidate(boolean named) {
    return new Candidate(
      orders.stream().map(OpenOrder::id).toList(),
      orders.stream().map(OpenOrder::number).toList(),
      score(named),
      reasons()
    );
  }
}
