package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything of one supplier that matching looks at.
 *
 * @param documents bills and credits, whatever their status
 * @param orders whatever their status
 * @param others other suppliers' orders of which a document has the number: it is told so
 * @param filed shares of orders that documents took when they were delivered, by document: these stand
 * @param pairings orders that a person chose for a document, by document: these are followed
 */
public record SupplierBooks(
  List<SupplierDocument> documents,
  List<PurchaseOrder> orders,
  List<PurchaseOrder> others,
  Map<String, List<Share>> filed,
  Map<String, List<String>> pairings
) {
  public SupplierBooks {
    documents = List.copyOf(documents);
    orders = List.copyOf(orders);
    others = List.copyOf(others);
    filed = Map.copyOf(filed);
    pairings = Map.copyOf(pairings);
  }

  /** Every order that stands here, by id: whoever has its number cannot go under it. */
  Map<String, PurchaseOrder> known() {
    return Stream.of(orders, others)
      .flatMap(List::stream)
      .collect(Collectors.toMap(PurchaseOrder::id, Function.identity()));
  }
}
