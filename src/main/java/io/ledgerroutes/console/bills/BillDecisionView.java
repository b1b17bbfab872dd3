package io.ledgerroutes.console.bills;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xerostampli.Decided;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided about a bill.
 *
 * @param orders that it belongs to, by id
 * @param numbers of these, as far as they are known
 * @param number the supplier's own; null where none was given
 * @param released whether it goes although a rule asks a person
 * @param note why; null where nothing was said
 * @param by who decided
 * @param at when
 */
public record BillDecisionView(
  List<String> orders,
  List<String> numbers,
  @Nullable String number,
  boolean released,
  @Nullable String note,
  String by,
  Instant at
) {
  static @Nullable BillDecisionView of(Decided decided, Map<String, PurchaseOrder> orders) {
    if (decided.equals(Decided.NOTHING)) {
      return null;
    }
    return new BillDecisionView(
      decided.decision().orders(),
      decided
        .decision()
        .orders()
        .stream()
        .map(id -> Optional.ofNullable(orders.get(id)).map(PurchaseOrder::number).orElse(id))
        .toList(),
      decided.decision().number().orElse(null),
      decided.decision().released(),
      decided.note().orElse(null),
      decided.by(),
      decided.at()
    );
  }
}
