package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Open orders of which exactly as much is left as a bill without a number comes to (rule P3). Sums of two and three
 * orders are looked for among at most twenty: among more some three come to any amount by chance.
 */
final class ExactAmounts {

  private static final int FEW = 20;

  private final CountedDocument bill;
  private final List<OpenOrder> near;
  private final MatchSettings settings;
  private final Set<BigDecimal> amounts;

  ExactAmounts(CountedDocument bill, SupplierLedger ledger) {
    this.bill = bill;
    this.settings = ledger.settings();
    this.amounts = Set.copyOf(List.of(bill.amount(), bill.goods(settings)));
    this.near = ledger
      .orders()
      .stream()
      .filter(
        order -> order.remaining().signum() > 0 && order.isFor(bill) && order.isNear(bill, settings.days())
      )
      .toList();
  }

  /** Single orders that fit. */
  List<Fit> orders() {
    return near.stream().map(List::of).filter(this::comeTo).map(this::fit).filter(Fit::isExact).toList();
  }

  /** Two or three orders that fit together. */
  List<Fit> sums() {
    if (near.size() > FEW) {
      return List.of();
    }
    List<List<OpenOrder>> sums = new ArrayList<>();
    for (int first = 0; first < near.size(); first++) {
      for (int second = first + 1; second < near.size(); second++) {
        sums.add(List.of(near.get(first), near.get(second)));
        for (int third = second + 1; third < near.size(); third++) {
          sums.add(List.of(near.get(first), near.get(second), near.get(third)));
        }
      }
    }
    return sums.stream().filter(this::comeTo).map(this::fit).filter(Fit::isExact).toList();
  }

  private boolean comeTo(List<OpenOrder> orders) {
    return amounts.contains(
      orders.stream().map(OpenOrder::remaining).reduce(BigDecimal.ZERO, BigDecimal::add)
    );
  }

  private Fit fit(List<OpenOrder> orders) {
    return Fit.of(bill, orders, settings);
  }
}
