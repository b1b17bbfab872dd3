package io.ledgerroutes.sandbox.xero;

import io.ledgerroutes.sandbox.stage.Journal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All that the accounting API has, by the first word of its address. A new kind of record is one more entry here. */
final class Resources {

  private static final String INVOICES = "accounting.invoices";
  private static final String PAYMENTS = "accounting.payments";
  private static final String BANK = "accounting.banktransactions";

  private static final Set<String> INVOICE_PARAMS = Set.of(
    "IDs",
    "InvoiceNumbers",
    "ContactIDs",
    "Statuses",
    "searchTerm",
    "where",
    "order",
    "page",
    "pageSize",
    "unitdp",
    "includeArchived",
    "createdByMyApp",
    "summaryOnly"
  );
  private static final Set<String> PAGED = Set.of("where", "order", "page", "pageSize");
  private static final Set<String> PRICED = Set.of("where", "order", "page", "pageSize", "unitdp");
  private static final Set<String> OVERPAYMENT_PARAMS = Set.of(
    "where",
    "order",
    "page",
    "pageSize",
    "unitdp",
    "References"
  );
  private static final Set<String> TRANSFER_PARAMS = Set.of("where", "order", "includeDeleted");
  private static final Set<String> ORDER_PARAMS = Set.of(
    "Status",
    "DateFrom",
    "DateTo",
    "order",
    "page",
    "pageSize"
  );

  private final Journal journal;
  private final Map<String, Resource> all = new HashMap<>();

  private Resources(Journal journal) {
    this.journal = journal;
  }

  static Map<String, Resource> over(Journal journal) {
    Resources resources = new Resources(journal);
    resources.settings();
    resources.trade();
    resources.money();
    return Map.copyOf(resources.all);
  }

  private void settings() {
    all.put("Organisation", new ReferenceData("Organisations", ReferenceData::organisation));
    all.put("Accounts", new ReferenceData("Accounts", books -> books.chart().accounts()));
    all.put("TaxRates", new ReferenceData("TaxRates", books -> books.chart().taxRates()));
    all.put(
      "TrackingCategories",
      new ReferenceData("TrackingCategories", books -> books.chart().trackingCategories())
    );
    all.put("Currencies", new ReferenceData("Currencies", ReferenceData::currencies));
    all.put("BrandingThemes", new ReferenceData("BrandingThemes", books -> books.chart().brandingThemes()));
  }

  private void trade() {
    put(Kind.CONTACT, new Contacts(journal));
    put(
      Kind.INVOICE,
      new Documents(
        Kind.INVOICE,
        INVOICES,
        INVOICE_PARAMS,
        elements(Kind.INVOICE, "HasErrors", Shapes.INVOICE),
        (call, asked) -> trade(call, TradeBook.Form.INVOICE).create(asked),
        (call, asked) -> trade(call, TradeBook.Form.INVOICE).bring(asked)
      )
    );
    put(
      Kind.CREDIT_NOTE,
      new Documents(
        Kind.CREDIT_NOTE,
        INVOICES,
        PRICED,
        elements(Kind.CREDIT_NOTE, "HasErrors", Shapes.CREDIT_NOTE),
        (call, asked) -> trade(call, TradeBook.Form.CREDIT_NOTE).create(asked),
        (call, asked) -> trade(call, TradeBook.Form.CREDIT_NOTE).bring(asked)
      )
    );
    put(
      Kind.PURCHASE_ORDER,
      new Documents(
        Kind.PURCHASE_ORDER,
        INVOICES,
        ORDER_PARAMS,
        elements(Kind.PURCHASE_ORDER, "HasErrors", Shapes.PURCHASE_ORDER),
        (call, asked) -> new OrderBook(call.books()).create(asked),
        (call, asked) -> new OrderBook(call.books()).bring(asked)
      )
    );
  }

  private void money() {
    put(
      Kind.PAYMENT,
      new Documents(
        Kind.PAYMENT,
        PAYMENTS,
        PAGED,
        elements(Kind.PAYMENT, "HasValidationErrors", Shapes.PAYMENT),
        (call, asked) -> new PaymentBook(call.books()).create(asked),
        (call, asked) -> new PaymentBook(call.books()).bring(asked)
      )
    );
    put(Kind.OVERPAYMENT, read(Kind.OVERPAYMENT, OVERPAYMENT_PARAMS, Shapes.OVERPAYMENT));
    put(Kind.PREPAYMENT, read(Kind.PREPAYMENT, PRICED, Shapes.PREPAYMENT));
    put(
      Kind.BANK_TRANSACTION,
      new Documents(
        Kind.BANK_TRANSACTION,
        BANK,
        PRICED,
        elements(Kind.BANK_TRANSACTION, "", Shapes.BANK_TRANSACTION),
        (call, asked) -> new BankBook(call.books(), call.places()).create(asked),
        (call, asked) -> new BankBook(call.books(), call.places()).bring(asked)
      )
    );
    put(
      Kind.BANK_TRANSFER,
      new Documents(
        Kind.BANK_TRANSFER,
        BANK,
        TRANSFER_PARAMS,
        elements(Kind.BANK_TRANSFER, "", Shapes.BANK_TRANSFER),
        (call, asked) -> new BankBook(call.books(), call.places()).transfer(asked),
        (call, asked) -> new BankBook(call.books(), call.places()).transfer(asked)
      )
    );
  }

  /** Made by bank transactions alone. */
  private Documents read(Kind kind, Set<String> params, Fields fields) {
    return new Documents(kind, PAYMENTS, params, elements(kind, "", fields), null, null);
  }

  /** The kind's own resource with the notes and, of a credit, the allocations below a single one. */
  private void put(Kind kind, Resource whole) {
    Map<String, Resource> parts = new HashMap<>();
    parts.put("History", History.of(kind, whole.scope(), journal));
    if (kind.holdsCredit()) {
      parts.put("Allocations", Allocations.of(kind, whole.scope(), journal));
    }
    all.put(kind.plural(), new WithParts(whole, Map.copyOf(parts)));
  }

  private static TradeBook trade(ApiCall call, TradeBook.Form form) {
    return new TradeBook(call.books(), form, call.places());
  }

  private Elements elements(Kind kind, String errorFlag, Fields fields) {
    return new Elements(journal, kind.plural(), kind.idField(), errorFlag, fields);
  }
}
