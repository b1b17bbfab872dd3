package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.xero.XeroList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A kind of record that is mirrored. Lists with pages are refreshed by cursor and swept, the others read whole. */
public enum MirrorKind {
  /** Archived and merged ones too. Of a person only what identifies it is kept. */
  CONTACTS(
    XeroList.CONTACTS,
    Set.of(
      "ContactID",
      "ContactNumber",
      "AccountNumber",
      "ContactStatus",
      "MergedToContactID",
      "Name",
      "FirstName",
      "LastName",
      "EmailAddress",
      "TaxNumber",
      "IsSupplier",
      "IsCustomer",
      "DefaultCurrency",
      "ContactGroups",
      "UpdatedDateUTC"
    ),
    MirrorKeys::ofContact
  ),
  /** Without where and to whom they are delivered. */
  PURCHASE_ORDERS(
    XeroList.PURCHASE_ORDERS,
    Set.of(
      "PurchaseOrderID",
      "PurchaseOrderNumber",
      "Reference",
      "Status",
      "Contact",
      "Date",
      "DateString",
      "DeliveryDate",
      "DeliveryDateString",
      "LineAmountTypes",
      "LineItems",
      "CurrencyCode",
      "CurrencyRate",
      "SubTotal",
      "TotalTax",
      "Total",
      "UpdatedDateUTC"
    ),
    MirrorKeys::ofPurchaseOrder
  ),
  /** Bills of suppliers, with what is paid and credited. */
  BILLS(XeroList.INVOICES.where("Type==\"ACCPAY\""), Kept.SUPPLIER_DOCUMENT, MirrorKeys::ofSupplierDocument),
  /** Credits of suppliers. */
  SUPPLIER_CREDITS(
    XeroList.CREDIT_NOTES.where("Type==\"ACCPAYCREDIT\""),
    Kept.SUPPLIER_DOCUMENT,
    MirrorKeys::ofSupplierDocument
  ),
  ACCOUNTS(XeroList.ACCOUNTS, Set.of(), MirrorKeys::ofAccount),
  TAX_RATES(XeroList.TAX_RATES, Set.of(), MirrorKeys::none),
  TRACKING_CATEGORIES(XeroList.TRACKING_CATEGORIES, Set.of(), MirrorKeys::ofNamed),
  ORGANISATION(
    XeroList.ORGANISATION,
    Set.of(
      "OrganisationID",
      "Name",
      "LegalName",
      "ShortCode",
      "CountryCode",
      "Version",
      "BaseCurrency",
      "Timezone",
      "SalesTaxBasis",
      "SalesTaxPeriod",
      "PaysTax",
      "PeriodLockDate",
      "EndOfYearLockDate",
      "FinancialYearEndDay",
      "FinancialYearEndMonth",
      "OrganisationStatus",
      "Class",
      "Edition"
    ),
    MirrorKeys::none
  ),
  CURRENCIES(XeroList.CURRENCIES, Set.of(), MirrorKeys::none),
  BRANDING_THEMES(XeroList.BRANDING_THEMES, Set.of(), MirrorKeys::ofNamed);

  private static final class Kept {

    private static final Set<String> SUPPLIER_DOCUMENT = Set.of(
      "InvoiceID",
      "CreditNoteID",
      "Type",
      "InvoiceNumber",
      "CreditNoteNumber",
      "Reference",
      "Status",
      "Contact",
      "Date",
      "DateString",
      "DueDate",
      "DueDateString",
      "PlannedPaymentDate",
      "PlannedPaymentDateString",
      "LineAmountTypes",
      "LineItems",
      "CurrencyCode",
      "CurrencyRate",
      "SubTotal",
      "TotalTax",
      "Total",
      "AmountPaid",
      "AmountCredited",
      "AmountDue",
      "AppliedAmount",
      "RemainingCredit",
      "HasAttachments",
      "Attachments",
      "UpdatedDateUTC"
    );
  }

  private final XeroList list;
  private final Set<String> kept;
  private final BiConsumer<JsonNode, MirrorKeys> keys;

  MirrorKind(XeroList list, Set<String> kept, BiConsumer<JsonNode, MirrorKeys> keys) {
    this.list = list;
    this.kept = kept;
    this.keys = keys;
  }

  /** As it stands in tables, messages and figures, e.g. {@code tax-rates}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of this name. */
  public static Optional<MirrorKind> of(String text) {
    return Arrays.stream(values())
      .filter(kind -> kind.text().equals(text))
      .findFirst();
  }

  XeroList list() {
    return list;
  }

  /** The scope at Xero that opens it, in its least form without {@code .read} (facts, Xero 1). */
  String scope() {
    return switch (this) {
      case CONTACTS -> "accounting.contacts";
      case PURCHASE_ORDERS, BILLS, SUPPLIER_CREDITS -> "accounting.invoices";
      default -> "accounting.settings";
    };
  }

  /** Whether it is refreshed by itself only once somebody has asked for it: not every integration buys. */
  boolean onDemand() {
    return switch (this) {
      case PURCHASE_ORDERS, BILLS, SUPPLIER_CREDITS -> true;
      default -> false;
    };
  }

  /** Whether changes are read by cursor, and a sweep finds what does not show as a change. */
  boolean byCursor() {
    return list.paged();
  }

  /** What is kept of a record. */
  ObjectNode kept(JsonNode record) {
    ObjectNode content = record.deepCopy();
    if (!kept.isEmpty()) {
      content.retain(kept);
    }
    if (onDemand() && content.path("Contact") instanceof ObjectNode contact) {
      contact.retain(List.of("ContactID", "Name"));
    }
    return content;
  }

  /** By what a record is found. */
  MirrorKeys keys(JsonNode record) {
    MirrorKeys found = new MirrorKeys();
    keys.accept(record, found);
    return found;
  }
}
