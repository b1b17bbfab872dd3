package io.ledgerroutes.sandbox.xero;

import io.ledgerroutes.sandbox.stage.Journal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All that the accounting API has, by the first word of its address. A new kind of record is one more entry here. */
final class Resources {

  private static final String INVOICES = "accounting.invoices";
  private static final String PAYMENTS = "accounting.payments";
  private static final String ELEMENT_ERRORS = "HasErrors";
  private static final String VALIDATION_ERRORS = "HasValidationErrors";
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
  private static final Set<String> PAGED_WITH_PRICES = Set.of("where", "order", "page", "pageSize", "unitdp");

  private final Journal journal;
  private final Map<String, Resource> all = new HashMap<>();

  private Resources(Journal journal) {
    this.journal = journal;
  }

  static Map<String, Resource> over(Journal journal) {
    Resources resources = new Resources(journal);
    resources.settings();
    resources.trade();
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
    all.put("Contacts", new Contacts(journal));
    all.put(
      "Invoices",
      new Documents(
        Kind.INVOICE,
        INVOICES,
        INVOICE_PARAMS,
        elements(Kind.INVOICE, ELEMENT_ERRORS, Shapes.INVOICE),
        (call, asked) -> trade(call, TradeBook.Form.INVOICE).create(asked),
        (call, asked) -> trade(call, TradeBook.Form.INVOICE).bring(asked)
      )
    );
    all.put("CreditNotes", creditNotes());
    all.put(
      "Payments",
      new Documents(
        Kind.PAYMENT,
        PAYMENTS,
        PAGED,
        elements(Kind.PAYMENT, VALIDATION_ERRORS, Shapes.PAYMENT),
        (call, asked) -> new PaymentBook(call.books()).create(asked),
        (call, asked) -> new PaymentBook(call.books()).bring(asked)
      )
    );
  }

  private Resource creditNotes() {
    Documents notes = new Documents(
      Kind.CREDIT_NOTE,
      INVOICES,
      PAGED_WITH_PRICES,
      elements(Kind.CREDIT_NOTE, ELEMENT_ERRORS, Shapes.CREDIT_NOTE),
      (call, asked) -> trade(call, TradeBook.Form.CREDIT_NOTE).create(asked),
      (call, asked) -> trade(call, TradeBook.Form.CREDIT_NOTE).bring(asked)
    );
    return new WithParts(notes, Map.of("Allocations", Allocations.of(Kind.CREDIT_NOTE, INVOICES, journal)));
  }

  private static TradeBook trade(ApiCall call, TradeBook.Form form) {
    return new TradeBook(call.books(), form, call.places());
  }

  private Elements elements(Kind kind, String errorFlag, Fields fields) {
    return new Elements(journal, kind.plural(), kind.idField(), errorFlag, fields);
  }
}
