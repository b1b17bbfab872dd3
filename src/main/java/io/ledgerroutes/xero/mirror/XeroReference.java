package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.xero.LedgerContact;
import io.ledgerroutes.xero.XeroRecord;
import io.ledgerroutes.xero.XeroTenantStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * An organisation's reference data, from the mirrors. Where a mirror was never filled or nobody has refreshed it for
 * two hours, Xero is asked first: nothing here says "there is none" because it has not looked.
 */
@Component
public class XeroReference {

  private static final Duration OLDEST = Duration.ofHours(2);

  private final XeroMirror mirror;
  private final XeroMirrorStore records;
  private final XeroTenantStore tenants;

  public XeroReference(XeroMirror mirror, XeroMirrorStore records, XeroTenantStore tenants) {
    this.mirror = mirror;
    this.records = records;
    this.tenants = tenants;
  }

  /** The accounts of these codes, by code; a code that Xero does not have is absent. */
  public Map<String, Account> accounts(String tenant, Collection<String> codes) {
    Map<String, Account> accounts = new HashMap<>();
    byKey(tenant, MirrorKind.ACCOUNTS, MirrorKeys.CODE, codes)
      .stream()
      .map(record -> Account.of(record.json()))
      .forEach(account -> accounts.put(account.code(), account));
    return accounts;
  }

  /** The account with this part in the books, e.g. {@code ROUNDING}. */
  public Optional<Account> systemAccount(String tenant, String part) {
    return byKey(tenant, MirrorKind.ACCOUNTS, MirrorKeys.SYSTEM, List.of(part))
      .stream()
      .map(record -> Account.of(record.json()))
      .findFirst();
  }

  /** The whole chart, by id. */
  public List<Account> accounts(String tenant) {
    return all(tenant, MirrorKind.ACCOUNTS)
      .stream()
      .map(record -> Account.of(record.json()))
      .toList();
  }

  /** The tax rate that documents name so. */
  public Optional<TaxRate> taxRate(String tenant, String type) {
    fresh(tenant, MirrorKind.TAX_RATES);
    return records
      .byIds(tenant, MirrorKind.TAX_RATES, List.of(type))
      .stream()
      .map(record -> TaxRate.of(record.json()))
      .findFirst();
  }

  /** All tax rates, by type. */
  public List<TaxRate> taxRates(String tenant) {
    return all(tenant, MirrorKind.TAX_RATES)
      .stream()
      .map(record -> TaxRate.of(record.json()))
      .toList();
  }

  /** The tracking category of this name, in any case; an active one rather than an archived one. */
  public Optional<TrackingCategory> tracking(String tenant, String name) {
    List<TrackingCategory> named = byName(tenant, MirrorKind.TRACKING_CATEGORIES, name)
      .stream()
      .map(record -> TrackingCategory.of(record.json()))
      .toList();
    return named
      .stream()
      .filter(TrackingCategory::active)
      .findFirst()
      .or(() -> named.stream().findFirst());
  }

  /** What the organisation says of itself now. */
  public OrganisationFacts organisation(String tenant) {
    return organisation(tenant, OLDEST);
  }

  /** What the organisation has said of itself this long ago or later. */
  public OrganisationFacts organisation(String tenant, Duration oldest) {
    mirror.notOlderThan(tenant, MirrorKind.ORGANISATION, oldest);
    return records
      .all(tenant, MirrorKind.ORGANISATION)
      .stream()
      .map(record -> OrganisationFacts.of(tenant, record.json(), tenants))
      .findFirst()
      .orElseThrow(() -> new IllegalStateException("Xero names no organisation for tenant " + tenant));
  }

  /** The currencies it is subscribed to, as ISO 4217 codes. */
  public Set<String> currencies(String tenant) {
    return all(tenant, MirrorKind.CURRENCIES).stream().map(XeroRecord::id).collect(Collectors.toSet());
  }

  /** The branding theme of this name, in any case. */
  public Optional<BrandingTheme> brandingTheme(String tenant, String name) {
    return byName(tenant, MirrorKind.BRANDING_THEMES, name)
      .stream()
      .map(record -> BrandingTheme.of(record.json()))
      .findFirst();
  }

  /** The purchase orders of a supplier, whatever their status; ask {@link XeroMirror} first for how fresh. */
  public List<PurchaseOrder> purchaseOrders(String tenant, String supplier) {
    return byKey(tenant, MirrorKind.PURCHASE_ORDERS, MirrorKeys.SUPPLIER, List.of(supplier))
      .stream()
      .map(PurchaseOrder::of)
      .toList();
  }

  /** The purchase orders of these numbers, in any case, whosever they are and whatever their status. */
  public List<PurchaseOrder> purchaseOrdersNumbered(String tenant, Collection<String> numbers) {
    List<String> folded = numbers.stream().map(MirrorKeys::foldedNumber).toList();
    return byKey(tenant, MirrorKind.PURCHASE_ORDERS, MirrorKeys.NUMBER, folded)
      .stream()
      .map(PurchaseOrder::of)
      .toList();
  }

  /** The bills and credits of a supplier, whatever their status; ask {@link XeroMirror} first for how fresh. */
  public List<SupplierDocument> supplierDocuments(String tenant, String supplier) {
    return Stream.of(MirrorKind.BILLS, MirrorKind.SUPPLIER_CREDITS)
      .flatMap(kind -> byKey(tenant, kind, MirrorKeys.SUPPLIER, List.of(supplier)).stream())
      .map(SupplierDocument::of)
      .toList();
  }

  /** The bills, or credits, of these ids; those that the mirror does not have are absent. */
  public List<SupplierDocument> supplierDocuments(String tenant, MirrorKind kind, Collection<String> ids) {
    fresh(tenant, kind);
    return records.byIds(tenant, kind, ids).stream().map(SupplierDocument::of).toList();
  }

  /** The bills, or credits, that changed last, latest first. */
  public List<SupplierDocument> latestSupplierDocuments(String tenant, MirrorKind kind, int most) {
    fresh(tenant, kind);
    return records.latest(tenant, kind, most).stream().map(SupplierDocument::of).toList();
  }

  /** The purchase orders that changed last, latest first. */
  public List<PurchaseOrder> latestPurchaseOrders(String tenant, int most) {
    fresh(tenant, MirrorKind.PURCHASE_ORDERS);
    return records.latest(tenant, MirrorKind.PURCHASE_ORDERS, most).stream().map(PurchaseOrder::of).toList();
  }

  /** All tracking categories with their options, archived ones too. */
  public List<TrackingCategory> trackingCategories(String tenant) {
    return all(tenant, MirrorKind.TRACKING_CATEGORIES)
      .stream()
      .map(record -> TrackingCategory.of(record.json()))
      .toList();
  }

  /** The purchase orders of these ids; those that the mirror does not have are absent. */
  public List<PurchaseOrder> purchaseOrders(String tenant, Collection<String> ids) {
    fresh(tenant, MirrorKind.PURCHASE_ORDERS);
    return records.byIds(tenant, MirrorKind.PURCHASE_ORDERS, ids).stream().map(PurchaseOrder::of).toList();
  }

  /** The contacts of these ids, as mirrored, archived ones too; those that the mirror does not have are absent. */
  public List<XeroRecord> contacts(String tenant, Collection<String> ids) {
    fresh(tenant, MirrorKind.CONTACTS);
    return records.byIds(tenant, MirrorKind.CONTACTS, ids);
  }

  private List<XeroRecord> byName(String tenant, MirrorKind kind, String name) {
    return byKey(tenant, kind, MirrorKeys.NAME, List.of(LedgerContact.foldedName(name)));
  }

  private List<XeroRecord> byKey(String tenant, MirrorKind kind, String key, Collection<String> values) {
    fresh(tenant, kind);
    return records.byKey(tenant, kind, key, values);
  }

  private List<XeroRecord> all(String tenant, MirrorKind kind) {
    fresh(tenant, kind);
    return records.all(tenant, kind);
  }

  private void fresh(String tenant, MirrorKind kind) {
    mirror.notOlderThan(tenant, kind, OLDEST);
  }
}
