package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionCheck;
import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Compares what a connection's file maps with what the organisation's latest bills, credits and orders are coded by,
 * so that nothing is held for a code that could have been named before. Reads mirrors; changes nothing.
 */
@Component
public class BillsCheck implements ConnectionCheck {

  /** Of each kind: what is older says little of what comes. */
  private static final int LOOKED_AT = 1_000;

  private final XeroReference reference;

  BillsCheck(XeroReference reference) {
    this.reference = reference;
  }

  @Override
  public List<Finding> check(Connection connection) {
    if (!(connection.settings() instanceof XeroStampliSettings settings)) {
      return List.of();
    }
    try {
      return new MappingComparison(settings, view(connection.xero().tenant())).findings();
    } catch (RemoteFailure failed) {
      return List.of(Finding.wrong("bills", failed.failure() + "; open /connect/xero/" + connection.id()));
    }
  }

  private PurchasingView view(String tenant) {
    List<SupplierDocument> bills = Stream.of(MirrorKind.BILLS, MirrorKind.SUPPLIER_CREDITS)
      .flatMap(kind -> reference.latestSupplierDocuments(tenant, kind, LOOKED_AT).stream())
      .toList();
    UsedCodes used = UsedCodes.of(bills, reference.latestPurchaseOrders(tenant, LOOKED_AT));
    return new PurchasingView(
      reference.organisation(tenant).organisation().country(),
      used,
      reference.accounts(tenant),
      reference.taxRates(tenant),
      reference.trackingCategories(tenant),
      suppliers(tenant, used)
    );
  }

  private Map<String, Supplier> suppliers(String tenant, UsedCodes used) {
    return reference
      .contacts(tenant, used.suppliers().keySet())
      .stream()
      .map(Supplier::of)
      .collect(Collectors.toMap(Supplier::id, Function.identity()));
  }
}
