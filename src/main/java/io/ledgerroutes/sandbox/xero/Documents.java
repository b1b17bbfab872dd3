package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of document over HTTP: lists by their filters, single ones, and batches of writes. {@code params} are
 * the list parameters it knows; {@code create} is what PUT does with an element, {@code bring} what POST does.
 */
record Documents(
  Kind kind,
  String scope,
  Set<String> params,
  Elements elements,
  Writer create,
  Writer bring
) implements Resource {
  private static final Set<Kind> WITH_LINES = EnumSet.of(
    Kind.INVOICE,
    Kind.CREDIT_NOTE,
    Kind.BANK_TRANSACTION,
    Kind.OVERPAYMENT,
    Kind.PREPAYMENT,
    Kind.PURCHASE_ORDER
  );

  /** Filter parameter → the field that must have one of its values. */
  private static final Map<String, String> AMONG = Map.of(
    "InvoiceNumbers",
    "/InvoiceNumber",
    "ContactIDs",
    "/Contact/ContactID",
    "Statuses",
    "/Status",
    "Status",
    "/Status",
    "References",
    "/Reference"
  );

  /** Makes of an element what is then in the books, or throws {@link Refused}. */
  @FunctionalInterface
  interface Writer {
    ObjectNode write(ApiCall call, ObjectNode asked);
  }

  @Override
  public Answer answer(ApiCall call) {
    return switch (call.method()) {
      case "GET" -> call
        .id()
        .map(id -> one(call, id))
        .orElseGet(() -> list(call));
      case "PUT" -> create == null ? Answer.empty(405) : write(call, create);
      case "POST" -> bring == null ? Answer.empty(405) : write(call, bring);
      default -> Answer.empty(405);
    };
  }

  private Answer write(ApiCall call, Writer writer) {
    if (call.id().isPresent() && call.books().find(kind, call.id().get()).isEmpty()) {
      return XeroErrors.missing();
    }
    return elements.write(call, asked ->
      new Shown(call, kind).whole(writer.write(call, withPathId(call, tolerated(call, asked))))
    );
  }

  private ObjectNode withPathId(ApiCall call, ObjectNode asked) {
    call
      .id()
      .flatMap(id -> call.books().find(kind, id))
      .ifPresent(known -> asked.set(kind.idField(), known.path(kind.idField())));
    return asked;
  }

  /** Counts what Xero tolerates and an integration must not do (facts, Xero 3 and 5). */
  private ObjectNode tolerated(ApiCall call, ObjectNode asked) {
    String what = kind.singular() + " " + asked.path(kind.numberField()).asText("");
    if (asked.has("LineItems") && params.contains("unitdp") && !call.fourPlaces()) {
      call.violation("unitdp-missing", what);
    }
    JsonNode contact = asked.path("Contact");
    if (asked.has("Contact") && (contact.size() > 1 || !contact.has("ContactID"))) {
      call.violation("contact-fields-in-document", what);
    }
    if (asked.has("SubTotal") || asked.has("TotalTax") || asked.has("Total")) {
      call.violation("totals-sent", what);
    }
    return asked;
  }

  /** By its id, or by its number. */
  private Answer one(ApiCall call, String id) {
    priced(call);
    return call
      .books()
      .find(kind, id)
      .map(document -> call.list(kind.plural(), List.of(new Shown(call, kind).whole(document))))
      .orElseGet(XeroErrors::missing);
  }

  private Answer list(ApiCall call) {
    ListQuery query = new ListQuery(call, kind.plural(), kind.idField(), elements.fields(), params);
    boolean brief = call.call().param("summaryOnly").map("true"::equalsIgnoreCase).orElse(false);
    boolean lines = kind == Kind.PURCHASE_ORDER || (query.paged() && !brief);
    if (lines) {
      priced(call);
    } else if (WITH_LINES.contains(kind) && !brief) {
      call.violation("list-without-page", call.call().path());
    }
    Shown shown = new Shown(call, kind);
    return query.answer(call.books().of(kind).all(), wanted(call), lines ? shown::listed : shown::summary);
  }

  /** Prices read with two places are not the prices that were written. */
  private void priced(ApiCall call) {
    if (WITH_LINES.contains(kind) && params.contains("unitdp") && !call.fourPlaces()) {
      call.violation("unitdp-missing", call.method() + " " + call.call().path());
    }
  }

  private Predicate<JsonNode> wanted(ApiCall call) {
    return params
      .stream()
      .map(name -> filter(call, name))
      .reduce(document -> true, Predicate::and);
  }

  private Predicate<JsonNode> filter(ApiCall call, String name) {
    String value = call.call().param(name).orElse("").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "searchTerm" -> document -> value.isEmpty() || mentions(document, value);
      case "DateFrom" -> document -> value.isEmpty() || day(document).compareTo(value) >= 0;
      case "DateTo" -> document -> value.isEmpty() || day(document).compareTo(value) <= 0;
      case "IDs" -> among(call, name, "/" + kind.idField());
      default -> AMONG.containsKey(name) ? among(call, name, AMONG.get(name)) : document -> true;
    };
  }

  private static Predicate<JsonNode> among(ApiCall call, String name, String field) {
    Set<String> values = call
      .call()
      .params(name)
      .stream()
      .map(value -> value.replace("\"", "").toLowerCase(Locale.ROOT))
      .collect(Collectors.toSet());
    JsonPointer pointer = JsonPointer.compile(field);
    return document ->
      values.isEmpty() || values.contains(document.at(pointer).asText().toLowerCase(Locale.ROOT));
  }

  private static String day(JsonNode document) {
    return document.path("DateString").asText().substring(0, 10);
  }

  private static boolean mentions(JsonNode document, String term) {
    return Stream.of("InvoiceNumber", "Reference").anyMatch(field ->
      Json.text(document, field)
        .map(text -> text.toLowerCase(Locale.ROOT).contains(term))
        .orElse(false)
    );
  }
}
