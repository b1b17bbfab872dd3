package io.ledgerroutes.xerostampli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Open orders of which exactly as much is left as a bill without a number comes to (rule P3). Sums of two and three
 * orders are looked for among at most twenty: among more some three come to any amount by chance.
 */
final class ExactAmounts {

  private static final int FEW = 20;

  private final CountedDocument bill;
  private final SupplierLedger ledger;
  private final Set<BigDecimal> amounts;

  ExactAmounts(CountedDocument bill, SupplierLedger ledger) {
    this.bill = bill;
    this.ledger = ledger;
    this.amounts = Set.copyOf(List.of(bill.amount(), bill.goods(ledger.settings())));
  }

  /** Single orders that fit. */
  List<Fit> orders() {
    return ledger
      .orders()
      .stream()
      .filter(order -> amounts.contains(order.remaining()) && isCandidate(order))
      .map(order -> fit(List.of(order)))
      .filter(Fit::isExact)
      .toList();
  }

  /** Two or three orders that fit together. */
  List<Fit> sums() {
    List<OpenOrder> near = ledger.orders().stream().filter(this::isCandidate).limit(FEW + 1).toList();
    return near.size() > FEW
      ? List.of()
      : together(near).filter(this::comeTo).map(this::fit).filter(Fit::isExact).toList();
  }

  private boolean isCandidate(OpenOrder order) {
    return (
      order.remaining().signum() > 0 && order.isFor(bill) && order.isNear(bill, ledger.settings().days())
    );
  }

  private static Stream<List<OpenOrder>> together(List<OpenOrder> near) {
    Stream.Builder<List<OpenOrder>> sums = Stream.builder();
    for (int first = 0; first < near.size(); first++) {
      for (int second = first + 1; second < near.size(); second++) {
        sums.add(List.of(near.get(first), near.get(second)));
        for (int third = second + 1; third < near.size(); third++) {
          sums.add(List.of(near.get(first), near.get(second), near.get(third)));
        }
      }
    }
    return sums.build();
  }

  private boolean comeTo(List<OpenOrder> orders) {
    return amounts.contains(
      orders.stream().map(OpenOrder::remaining).reduce(BigDecimal.ZERO, BigDecimal::add)
    );
  }

  private Fit fit(List<OpenOrder> orders) {
    return Fit.of(bill, orders, ledger.settings());
  }
}
