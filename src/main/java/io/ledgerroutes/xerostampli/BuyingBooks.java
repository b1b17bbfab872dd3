package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gathers what matching looks at, from the mirrors and from what was filed and decided. */
@Component
class BuyingBooks {

  private final XeroReference reference;
  private final FiledRecords filed;

  BuyingBooks(XeroReference reference, FiledRecords filed) {
    this.reference = reference;
    this.filed = filed;
  }

  /**
   * Everything of one supplier.
   *
   * @param pairings of the connection, see {@link BillDecisions#pairings}
   */
  SupplierBooks of(BillContext.Scope scope, String supplier, Map<String, List<String>> pairings) {
    List<SupplierDocument> documents = reference.supplierDocuments(scope.tenant(), supplier);
    Map<String, List<String>> own = new HashMap<>(pairings);
    own.keySet().retainAll(documents.stream().map(SupplierDocument::id).toList());
    return new SupplierBooks(
      documents,
      reference.purchaseOrders(scope.tenant(), supplier),
      others(scope.tenant(), supplier, documents),
      filed.shares(scope.id(), documents),
      own
    );
  }

  private List<PurchaseOrder> others(String tenant, String supplier, List<SupplierDocument> documents) {
    List<String> numbers = documents.stream().map(SupplierDocument::number).toList();
    return reference
      .purchaseOrdersNumbered(tenant, numbers)
      .stream()
      .filter(order -> !order.supplier().equals(supplier))
      .toList();
  }
}
