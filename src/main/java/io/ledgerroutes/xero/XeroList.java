package io.ledgerroutes.xero;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One of Xero's lists, as it is asked for. Those with pages answer lines, and {@code MergedToContactID}, only when
 * asked for a page (facts, Xero 3).
 *
 * @param resource behind {@code /api.xro/2.0/}
 * @param name of the array in the answer
 * @param id names the field that identifies an element
 * @param paged whether the list comes by pages and in order of its changes
 * @param takesIds whether several elements can be asked for by {@code IDs=}
 * @param query further parts of the query, encoded
 * @param since only what changed from this moment on; null for everything
 */
public record XeroList(
  String resource,
  String name,
  String id,
  boolean paged,
  boolean takesIds,
  List<String> query,
  Instant since,
  Priority priority
) {
  /** Archived ones too. */
  public static final XeroList CONTACTS = paged("Contacts", "ContactID", true, "includeArchived=true");

  public static final XeroList INVOICES = paged("Invoices", "InvoiceID", true, "unitdp=4");
  public static final XeroList CREDIT_NOTES = paged("CreditNotes", "CreditNoteID", false, "unitdp=4");
  public static final XeroList PAYMENTS = paged("Payments", "PaymentID", false);
  public static final XeroList OVERPAYMENTS = paged("Overpayments", "OverpaymentID", false, "unitdp=4");
  public static final XeroList PREPAYMENTS = paged("Prepayments", "PrepaymentID", false, "unitdp=4");
  public static final XeroList BANK_TRANSACTIONS = paged(
    "BankTransactions",
    "BankTransactionID",
    false,
    "unitdp=4"
  );
  public static final XeroList PURCHASE_ORDERS = paged("PurchaseOrders", "PurchaseOrderID", false);

  public static final XeroList ACCOUNTS = whole("Accounts", "Accounts", "AccountID");
  public static final XeroList TAX_RATES = whole("TaxRates", "TaxRates", "TaxType");
  public static final XeroList TRACKING_CATEGORIES = whole(
    "TrackingCategories",
    "TrackingCategories",
    "TrackingCategoryID",
    "includeArchived=true"
  );
  public static final XeroList ORGANISATION = whole("Organisation", "Organisations", "OrganisationID");
  public static final XeroList CURRENCIES = whole("Currencies", "Currencies", "Code");
  public static final XeroList BRANDING_THEMES = whole("BrandingThemes", "BrandingThemes", "BrandingThemeID");

  public XeroList {
    query = List.copyOf(query);
  }

  private static XeroList paged(String resource, String id, boolean takesIds, String... query) {
    return new XeroList(resource, resource, id, true, takesIds, List.of(query), null, Priority.LIVE);
  }

  private static XeroList whole(String resource, String name, String id, String... query) {
    return new XeroList(resource, name, id, false, false, List.of(query), null, Priority.LIVE);
  }

  /** Only what changed from this moment on. */
  public XeroList since(Instant moment) {
    return new XeroList(resource, name, id, paged, takesIds, query, moment, priority);
  }

  /** Asked for with this priority. */
  public XeroList at(Priority other) {
    return new XeroList(resource, name, id, paged, takesIds, query, since, other);
  }

  /** Only elements of these statuses: for lists that know {@code Statuses=}, which are invoices. */
  public XeroList statuses(Collection<String> statuses) {
    return with("Statuses=" + XeroQuery.encoded(String.join(",", statuses)));
  }

  /** With a clause as Xero's {@code where=} takes it, e.g. {@code Type=="ACCREC"}; indexed fields only. */
  public XeroList where(String clause) {
    return with("where=" + XeroQuery.encoded(clause));
  }

  /** With a further part of the query, encoded already. */
  XeroList with(String part) {
    List<String> parts = new ArrayList<>(query);
    parts.add(part);
    return new XeroList(resource, name, id, paged, takesIds, parts, since, priority);
  }

  /** The call for these further parts of a query. */
  XeroCall call(String... further) {
    List<String> parts = new ArrayList<>(List.of(further));
    parts.addAll(query);
    String asked = parts.isEmpty() ? "" : "?" + String.join("&", parts);
    return new XeroCall("GET", "/" + resource + asked, null, null, priority, since);
  }

  /** The call for one element. */
  XeroCall one(String elementId) {
    String places = query.contains("unitdp=4") ? "?unitdp=4" : "";
    String path = "/" + resource + "/" + XeroQuery.encoded(elementId) + places;
    return new XeroCall("GET", path, null, null, priority, null);
  }
}
