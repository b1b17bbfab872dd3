package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.List;
import java.util.Map;

/**
 * Everything of one supplier that matching looks at.
 *
 * @param documents bills and credits, whatever their status
 * @param orders whatever their status; other suppliers' may stand here too: a document that names one is told so
 * @param filed shares of orders that documents took when they were delivered, by document: these stand
 * @param pairings orders that a person chose for a document, by document: these are followed
 */
public record SupplierBooks(
  List<SupplierDocument> documents,
  List<PurchaseOrder> orders,
  Map<String, List<Share>> filed,
  Map<String, List<String>> pairings
) {
  public SupplierBooks {
    documents = List.copyOf(documents);
    orders = List.copyOf(orders);
    filed = Map.copyOf(filed);
    pairings = Map.copyOf(pairings);
  }
}
