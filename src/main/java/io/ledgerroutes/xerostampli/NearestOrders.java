package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xerostampli.Match.Candidate;
import io.ledgerroutes.xerostampli.Match.Unmatched;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Open orders that a person may think of first when a document has none: those with lines alike, then those that could
 * take it and of which least would stay open. Seen after everything is matched.
 */
final class NearestOrders {

  private static final int FEW = 4;

  private record Near(OpenOrder order, int alike, BigDecimal apart) {
    static final Comparator<Near> BEST_FIRST = Comparator.comparing(Near::alike)
      .reversed()
      .thenComparing(Near::apart)
      .thenComparing(near -> near.order.id());
  }

  private final SupplierLedger ledger;
  private final Map<String, Set<OpenOrder>> byWord = new HashMap<>();

  NearestOrders(SupplierLedger ledger) {
    this.ledger = ledger;
    ledger
      .orders()
      .forEach(order ->
        order
          .lines()
          .stream()
          .flatMap(NearestOrders::words)
          .forEach(word -> byWord.computeIfAbsent(word, any -> new HashSet<>()).add(order))
      );
  }

  private static Stream<String> words(NetLine line) {
    return Stream.of(line.code(), line.description()).filter(word -> !word.isEmpty());
  }

  /** The answer with more orders to choose from. */
  Unmatched added(CountedDocument document, Unmatched open) {
    Set<List<String>> known = open.candidates().stream().map(Candidate::orders).collect(Collectors.toSet());
    List<Candidate> candidates = new ArrayList<>(open.candidates());
    nearest(document)
      .stream()
      .map(order -> Fit.of(document, List.of(order), ledger.settings()).candidate(false))
      .filter(candidate -> !known.contains(candidate.orders()))
      .forEach(candidates::add);
    return (Unmatched) Verdict.unmatched(open.reasons(), candidates).match();
  }

  private List<OpenOrder> nearest(CountedDocument document) {
    Map<OpenOrder, Integer> alike = new HashMap<>();
    document
      .lines()
      .stream()
      .flatMap(NearestOrders::words)
      .distinct()
      .forEach(word ->
        byWord.getOrDefault(word, Set.of()).forEach(order -> alike.merge(order, 1, Integer::sum))
      );
    PriorityQueue<Near> best = new PriorityQueue<>(Near.BEST_FIRST.reversed());
    for (OpenOrder order : ledger.orders()) {
      BigDecimal room = order.room(document.gives());
      int lines = alike.getOrDefault(order, 0);
      boolean comesNear = lines > 0 || room.compareTo(document.amount()) >= 0;
      if (room.signum() > 0 && comesNear && order.isFor(document)) {
        best.add(new Near(order, lines, room.subtract(document.amount()).abs()));
        if (best.size() > FEW) {
          best.poll();
        }
      }
    }
    return best.stream().sorted(Near.BEST_FIRST).map(Near::order).toList();
  }
}
