package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Invoices and bills over HTTP: lists, single ones, and writes by {@link InvoiceBook}. */
final class Invoices implements Resource {

  private static final Fields FIELDS = Fields.of(
    "Type",
    "Date",
    "DateString",
    "DueDate",
    "DueDateString",
    "LineAmountTypes",
    "InvoiceNumber",
    "Reference",
    "BrandingThemeID",
    "Url",
    "CurrencyCode",
    "CurrencyRate",
    "Status",
    "SentToContact",
    "ExpectedPaymentDate",
    "PlannedPaymentDate",
    "InvoiceID",
    "SubTotal",
    "TotalTax",
    "Total"
  )
    .with("Contact", Contacts.FIELDS)
    .with("LineItems", LineItems.FIELDS);

  private static final Set<String> PARAMS = Set.of(
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

  private final Elements elements;

  Invoices(Journal journal) {
    this.elements = new Elements(journal, "Invoices", "InvoiceID", "HasErrors", FIELDS);
  }

  @Override
  public String scope() {
    return "accounting.invoices";
  }

  @Override
  public Answer answer(ApiCall call) {
    return switch (call.method()) {
      case "GET" -> call
        .id()
        .map(id -> one(call, id))
        .orElseGet(() -> list(call));
      case "PUT" -> elements.write(call, asked -> rendered(call, book(call).create(checked(call, asked))));
      case "POST" -> elements.write(call, asked -> rendered(call, book(call).bring(checked(call, asked))));
      default -> Answer.empty(405);
    };
  }

  private static InvoiceBook book(ApiCall call) {
    return new InvoiceBook(call.books(), call.fourPlaces() ? 4 : 2);
  }

  /** What Xero tolerates and an integration must not do. */
  private static ObjectNode checked(ApiCall call, ObjectNode asked) {
    String what = asked.path("InvoiceNumber").asText("an invoice");
    if (asked.has("LineItems") && !call.fourPlaces()) {
      call.violation("unitdp-missing", what);
    }
    if (
      asked.path("Contact").size() > 1 || (asked.has("Contact") && !asked.path("Contact").has("ContactID"))
    ) {
      call.violation("contact-overwritten", what);
    }
    if (asked.has("SubTotal") || asked.has("TotalTax") || asked.has("Total")) {
      call.violation("totals-sent", what);
    }
    call.id().ifPresent(id -> asked.put("InvoiceID", id));
    return asked;
  }

  /** By InvoiceID, or by InvoiceNumber. */
  private static Answer one(ApiCall call, String id) {
    Optional<ObjectNode> found = call
      .books()
      .invoices()
      .get(id)
      .or(() ->
        call
          .books()
          .invoiceNumbers()
          .get(Books.folded(id))
          .flatMap(entry -> call.books().invoices().get(entry.path("id").asText()))
      );
    return found
      .map(invoice -> call.list("Invoices", List.of(rendered(call, invoice))))
      .orElseGet(XeroErrors::missing);
  }

  private static Answer list(ApiCall call) {
    call.expectParams(PARAMS);
    List<String> ids = call.call().params("IDs");
    List<String> numbers = call.call().params("InvoiceNumbers");
    List<String> contacts = call.call().params("ContactIDs");
    List<String> statuses = call.call().params("Statuses");
    Optional<String> term = call
      .call()
      .param("searchTerm")
      .map(text -> text.toLowerCase(Locale.ROOT));
    ListQuery query = new ListQuery(call, "Invoices", "InvoiceID");
    return query.answer(
      call.books().invoices().all(),
      invoice ->
        among(ids, invoice.path("InvoiceID").asText()) &&
        among(numbers, invoice.path("InvoiceNumber").asText()) &&
        among(contacts, invoice.path("Contact").path("ContactID").asText()) &&
        among(statuses, invoice.path("Status").asText()) &&
        term.map(text -> mentions(invoice, text)).orElse(true),
      invoice -> query.paged() ? rendered(call, invoice) : withoutLines(rendered(call, invoice))
    );
  }

  private static boolean among(List<String> wanted, String value) {
    return wanted.isEmpty() || wanted.stream().anyMatch(value::equalsIgnoreCase);
  }

  private static boolean mentions(ObjectNode invoice, String term) {
    return (
      invoice.path("InvoiceNumber").asText().toLowerCase(Locale.ROOT).contains(term) ||
      invoice.path("Reference").asText().toLowerCase(Locale.ROOT).contains(term)
    );
  }

  /** A copy for the caller: the contact's name, unit prices with 2 places unless 4 were asked for. */
  private static ObjectNode rendered(ApiCall call, ObjectNode invoice) {
    ObjectNode copy = invoice.deepCopy();
    ObjectNode contact = (ObjectNode) copy.path("Contact");
    call
      .books()
      .contacts()
      .get(contact.path("ContactID").asText())
      .ifPresent(known -> contact.put("Name", known.path("Name").asText()));
    if (!call.fourPlaces()) {
      copy
        .path("LineItems")
        .forEach(line ->
          ((ObjectNode) line).put(
            "UnitAmount",
            line.path("UnitAmount").decimalValue().setScale(2, RoundingMode.HALF_UP)
          )
        );
    }
    return copy;
  }

  private static ObjectNode withoutLines(ObjectNode invoice) {
    invoice.set("LineItems", Json.array());
    return invoice;
  }
}
