package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.CallLog;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what the books hold and what callers did, for the proofs. */
final class Ledger {

  private final Map<String, Books> books;
  private final Limits limits;
  private final CallLog calls;
  private final Violations violations;

  Ledger(Map<String, Books> books, Limits limits, CallLog calls, Violations violations) {
    this.books = books;
    this.limits = limits;
    this.calls = calls;
    this.violations = violations;
  }

  /** Number and sum of the documents of one type, status and currency. */
  private record Sum(int count, BigDecimal total, BigDecimal tax) {
    static final Sum NOTHING = new Sum(0, BigDecimal.ZERO.setScale(2), BigDecimal.ZERO.setScale(2));

    Sum plus(Sum other) {
      return new Sum(count + other.count, total.add(other.total), tax.add(other.tax));
    }
  }

  /** One tenant's figures, or all tenants' with their sums; with the invoices themselves on demand. */
  ObjectNode report(Optional<String> tenant, boolean invoices) {
    List<Books> chosen = tenant
      .map(id -> Optional.ofNullable(books.get(id)).map(List::of).orElse(List.of()))
      .orElseGet(() -> List.copyOf(books.values()));
    ObjectNode report = Json.object();
    Map<String, Sum> documents = new TreeMap<>();
    int contacts = 0;
    int overLimit = 0;
    int duplicates = 0;
    ObjectNode each = Json.object();
    for (Books one : chosen) {
      Map<String, Sum> own = documents(one);
      own.forEach((kind, sum) -> documents.merge(kind, sum, Sum::plus));
      contacts += one.contacts().size();
      ObjectNode figures = figures(one, own, invoices);
      overLimit += figures.path("overLimit").asInt();
      duplicates += figures.path("duplicateInvoiceNumbers").size();
      each.set(one.tenant().id(), figures);
    }
    report.set("documents", Json.of(documents));
    report.put("invoices", documents.values().stream().mapToInt(Sum::count).sum());
    report.put("contacts", contacts);
    report.put("overLimit", overLimit);
    report.put("duplicates", duplicates);
    report.set("violations", Json.of(tenant.map(violations::of).orElseGet(violations::all)));
    report.set("violationExamples", Json.of(violations.examples()));
    report.set("tenants", each);
    return report;
  }

  private ObjectNode figures(Books one, Map<String, Sum> documents, boolean invoices) {
    String id = one.tenant().id();
    Limits.Counts counts = limits.counts(id);
    ObjectNode figures = Json.object().put("name", one.tenant().name());
    figures.set("documents", Json.of(documents));
    figures.put("invoices", one.invoices().size());
    figures.put("contacts", one.contacts().size());
    figures.set("duplicateInvoiceNumbers", Json.of(duplicates(one.invoices().all(), "InvoiceNumber")));
    figures.set("duplicateReferences", Json.of(duplicates(one.invoices().all(), "Reference")));
    figures.set("duplicateContactNumbers", Json.of(duplicates(one.contacts().all(), "ContactNumber")));
    figures.set("duplicateContactEmails", Json.of(duplicates(one.contacts().all(), "EmailAddress")));
    figures.set("calls", Json.of(calls.of(id)));
    figures.put("overLimit", counts.refused().values().stream().mapToInt(Integer::intValue).sum());
    figures.set("refused", Json.of(counts.refused()));
    figures.put("maxInFlight", counts.maxInFlight());
    figures.put("maxInMinute", counts.maxInMinute());
    figures.set("violations", Json.of(violations.of(id)));
    if (invoices) {
      figures.set("list", list(one));
    }
    return figures;
  }

  private static Map<String, Sum> documents(Books one) {
    Map<String, Sum> sums = new TreeMap<>();
    for (ObjectNode invoice : one.invoices().all()) {
      String kind = String.join(
        " ",
        invoice.path("Type").asText(),
        invoice.path("Status").asText(),
        invoice.path("CurrencyCode").asText()
      );
      Sum sum = new Sum(1, invoice.path("Total").decimalValue(), invoice.path("TotalTax").decimalValue());
      sums.merge(kind, sum, Sum::plus);
    }
    return sums;
  }

  /** Values that more than one living document carries. */
  private static List<String> duplicates(List<ObjectNode> documents, String field) {
    Map<String, Integer> counts = new HashMap<>();
    for (ObjectNode document : documents) {
      boolean gone = List.of("DELETED", "VOIDED").contains(document.path("Status").asText());
      Json.text(document, field)
        .filter(value -> !gone)
        .ifPresent(value -> counts.merge(Books.folded(value), 1, Integer::sum));
    }
    List<String> twice = new ArrayList<>();
    counts.forEach((value, count) -> {
      if (count > 1) {
        twice.add(value);
      }
    });
    return twice.stream().sorted().toList();
  }

  private static ArrayNode list(Books one) {
    ArrayNode list = Json.array();
    for (ObjectNode invoice : one.invoices().all()) {
      ObjectNode contact = one
        .contacts()
        .get(invoice.path("Contact").path("ContactID").asText())
        .orElseGet(Json::object);
      ObjectNode row = list.addObject();
      for (String field : List.of(
        "InvoiceID",
        "InvoiceNumber",
        "Type",
        "Status",
        "DateString",
        "CurrencyCode",
        "SubTotal",
        "TotalTax",
        "Total",
        "Reference",
        "UpdatedDateUTC"
      )) {
        row.set(field, invoice.path(field));
      }
      row.put("Contact", contact.path("Name").asText());
      row.put("ContactNumber", contact.path("ContactNumber").asText(""));
    }
    return list;
  }
}
