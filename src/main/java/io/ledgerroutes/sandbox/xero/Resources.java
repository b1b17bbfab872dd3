package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Journal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
    Set<String> plain = Set.of("where", "order");
    setting("Organisation", "OrganisationID", "Name", Set.of(), ReferenceData::organisation);
    setting("Accounts", "AccountID", "Code", plain, books -> books.chart().accounts());
    setting("TaxRates", "TaxType", "Name", plain, books -> books.chart().taxRates());
    setting("Currencies", "Code", "Code", plain, ReferenceData::currencies);
    setting("BrandingThemes", "BrandingThemeID", "SortOrder", Set.of(), books ->
      books.chart().brandingThemes()
    );
    setting(
      "TrackingCategories",
      "TrackingCategoryID",
      "Name",
      Set.of("where", "order", "includeArchived"),
      books -> books.chart().trackingCategories()
    );
  }

  private void setting(
    String name,
    String idField,
    String sortField,
    Set<String> params,
    Function<Books, List<ObjectNode>> content
  ) {
    String list = name.equals("Organisation") ? "Organisations" : name;
    all.put(name, new ReferenceData(list, idField, sortField, params, content));
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
