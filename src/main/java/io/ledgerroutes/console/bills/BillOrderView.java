package io.ledgerroutes.console.bills;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order that a bill is or may be matched to.
 *
 * @param id at Xero
 * @param number of it
 * @param status in Xero
 * @param day of it
 * @param currency ISO 4217 code
 * @param net of it
 * @param left what no bill takes of it yet, net
 * @param chosen whether an operator paired the bill with it
 * @param lines of it
 */
public record BillOrderView(
  String id,
  String number,
  String status,
  @Nullable LocalDate day,
  String currency,
  BigDecimal net,
  BigDecimal left,
  boolean chosen,
  List<BillLineView> lines
) {
  static BillOrderView of(PurchaseOrder order, BigDecimal left, boolean chosen, boolean names) {
    return new BillOrderView(
      order.id(),
      order.number(),
      order.status(),
      order.date().orElse(null),
      order.currency(),
      order.total().subtract(order.tax()),
      left,
      chosen,
      order
        .lines()
        .stream()
        .map(line -> BillLineView.of(line, names))
        .toList()
    );
  }
}
