package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A bill's lines beside those of the purchase orders that they bill. */
record BillLines(SupplierDocument bill, Match match, Map<String, PurchaseOrder> orders) {
  /** The lines with account and tracking: what one lacks of it is its order's line's. */
  List<DocumentLine> coded() {
    List<DocumentLine> coded = new ArrayList<>();
    for (int i = 0; i < bill.lines().size(); i++) {
      int position = i;
      DocumentLine line = pairs(i)
        .flatMap(pair -> orderLine(pair).stream())
        .reduce(DocumentLine.of(bill.lines().get(position)), DocumentLine::codedBy);
      coded.add(bill.isCredit() ? line.negated() : line);
    }
    return List.copyOf(coded);
  }

  /** The pairs of one of the bill's lines. */
  Stream<Match.LinePair> pairs(int billLine) {
    return match instanceof Match.Matched matched
      ? matched
          .lines()
          .stream()
          .filter(pair -> pair.billLine() == billLine)
      : Stream.empty();
  }

  private Optional<DocumentLine> orderLine(Match.LinePair pair) {
    return Optional.ofNullable(orders.get(pair.order()))
      .filter(order -> pair.orderLine() < order.lines().size())
      .map(order -> DocumentLine.of(order.lines().get(pair.orderLine())));
  }

  /** The numbers of the orders that a line bills; where it is paired with none, of those that the bill belongs to. */
  List<String> orderNumbers(int billLine) {
    List<String> paired = numbers(pairs(billLine).map(Match.LinePair::order));
    return paired.isEmpty() && match instanceof Match.Matched matched
      ? numbers(
          matched
            .shares()
            .stream()
            .map(share -> share.order())
        )
      : paired;
  }

  /** The positions of the order's lines that a line bills, from 1. */
  List<String> orderLines(int billLine) {
    return pairs(billLine)
      .map(pair -> String.valueOf(pair.orderLine() + 1))
      .toList();
  }

  private List<String> numbers(Stream<String> ids) {
    return ids
      .distinct()
      .filter(orders::containsKey)
      .map(id -> orders.get(id).number())
      .toList();
  }
}
