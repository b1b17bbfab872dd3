package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.SupplierDocument.Tracking;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an organisation codes its purchases by.
 *
 * @param bills how many bills and credits were looked at
 * @param orders how many purchase orders
 * @param statuses of the bills and credits, with how many have each
 * @param accounts codes, with how many lines have each
 * @param taxTypes with how many lines have each
 * @param options of tracking categories, with how many lines have each
 * @param suppliers contact ids, with how many bills, credits and orders are of each
 */
record UsedCodes(
  int bills,
  int orders,
  Map<String, Long> statuses,
  Map<String, Long> accounts,
  Map<String, Long> taxTypes,
  Map<Tracking, Long> options,
  Map<String, Long> suppliers
) {
  private static final List<String> LEFT = List.of("DRAFT", "VOIDED", "DELETED");

  /** Of these; drafts and what was voided or deleted say nothing. */
  static UsedCodes of(List<SupplierDocument> allBills, List<PurchaseOrder> allOrders) {
    List<SupplierDocument> bills = allBills
      .stream()
      .filter(bill -> !LEFT.contains(bill.status()))
      .toList();
    List<PurchaseOrder> orders = allOrders
      .stream()
      .filter(order -> !LEFT.contains(order.status()))
      .toList();
    List<DocumentLine> lines = Stream.concat(
      bills.stream().flatMap(bill -> bill.lines().stream().map(DocumentLine::of)),
      orders.stream().flatMap(order -> order.lines().stream().map(DocumentLine::of))
    ).toList();
    return new UsedCodes(
      bills.size(),
      orders.size(),
      counted(allBills.stream().map(SupplierDocument::status)),
      counted(lines.stream().map(DocumentLine::accountCode)),
      counted(lines.stream().map(DocumentLine::taxType)),
      options(lines),
      counted(
        Stream.concat(
          bills.stream().map(SupplierDocument::supplier),
          orders.stream().map(PurchaseOrder::supplier)
        )
      )
    );
  }

  private static Map<String, Long> counted(Stream<String> values) {
    return values
      .filter(value -> !value.isEmpty())
      .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static Map<Tracking, Long> options(Collection<DocumentLine> lines) {
    return lines
      .stream()
      .flatMap(line -> line.tracking().stream())
      .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
