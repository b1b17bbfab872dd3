package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.CallLog;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Violations;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what the books hold and what callers did, for the proofs. */
final class Ledger {

  private static final List<String> DUPLICATES = List.of(
    "duplicateInvoiceNumbers",
    "duplicateCreditNoteNumbers",
    "duplicatePayments",
    "duplicateBankTransactions",
    "duplicateBankTransfers"
  );

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

  /** One tenant's figures, or all tenants' with their sums; with the records of one kind on demand. */
  ObjectNode report(Optional<String> tenant, Optional<String> detail) {
    List<Books> chosen = tenant
      .map(id -> Optional.ofNullable(books.get(id)).map(List::of).orElse(List.of()))
      .orElseGet(() -> List.copyOf(books.values()));
    ObjectNode report = Json.object();
    Map<String, Sum> documents = new TreeMap<>();
    int contacts = 0;
    int invoiceCount = 0;
    int overLimit = 0;
    int duplicates = 0;
    ObjectNode each = Json.object();
    for (Books one : chosen) {
      Map<String, Sum> own = documents(one);
      own.forEach((kind, sum) -> documents.merge(kind, sum, Sum::plus));
      contacts += one.of(Kind.CONTACT).size();
      ObjectNode figures = figures(one, own, detail);
      overLimit += figures.path("overLimit").asInt();
      duplicates += DUPLICATES.stream()
        .mapToInt(kind -> figures.path(kind).size())
        .sum();
      invoiceCount += one.of(Kind.INVOICE).size();
      each.set(one.tenant().id(), figures);
    }
    report.set("documents", Json.of(documents));
    report.put("invoices", invoiceCount);
    report.put("contacts", contacts);
    report.put("overLimit", overLimit);
    report.put("duplicates", duplicates);
    report.set("violations", Json.of(tenant.map(violations::of).orElseGet(violations::all)));
    report.set("violationExamples", Json.of(violations.examples()));
    report.set("tenants", each);
    return report;
  }

  private ObjectNode figures(Books one, Map<String, Sum> documents, Optional<String> detail) {
    String id = one.tenant().id();
    Limits.Counts counts = limits.counts(id);
    ObjectNode figures = Json.object().put("name", one.tenant().name());
    figures.set("documents", Json.of(documents));
    figures.put("invoices", one.of(Kind.INVOICE).size());
    figures.put("contacts", one.of(Kind.CONTACT).size());
    twins(figures, one);
    figures.set("calls", Json.of(calls.of(id)));
    figures.put("overLimit", counts.refused().values().stream().mapToInt(Integer::intValue).sum());
    figures.set("refused", Json.of(counts.refused()));
    figures.put("maxInFlight", counts.maxInFlight());
    figures.put("maxInMinute", counts.maxInMinute());
    figures.set("violations", Json.of(violations.of(id)));
    detail.ifPresent(kind -> figures.set("list", kind.equals("invoices") ? invoices(one) : list(one, kind)));
    return figures;
  }

  /** What is there more than once although it should not be; bills may share a number. */
  private static void twins(ObjectNode figures, Books one) {
    List<ObjectNode> invoices = one.of(Kind.INVOICE).all();
    List<ObjectNode> sales = invoices
      .stream()
      .filter(invoice -> invoice.path("Type").asText().equals("ACCREC"))
      .toList();
    figures.set("duplicateInvoiceNumbers", twice(sales, "/InvoiceNumber"));
    figures.set("duplicateReferences", twice(invoices, "/Reference"));
    figures.set("duplicateContactNumbers", twice(one.of(Kind.CONTACT).all(), "/ContactNumber"));
    figures.set("duplicateContactEmails", twice(one.of(Kind.CONTACT).all(), "/EmailAddress"));
    List<ObjectNode> notes = one
      .of(Kind.CREDIT_NOTE)
      .all()
      .stream()
      .filter(note -> note.path("Type").asText().equals("ACCRECCREDIT"))
      .toList();
    figures.set("duplicateCreditNoteNumbers", twice(notes, "/CreditNoteNumber"));
    figures.set("duplicatePayments", twice(one.of(Kind.PAYMENT).all(), "/Reference", "/Invoice/InvoiceID"));
    figures.set(
      "duplicateBankTransactions",
      twice(one.of(Kind.BANK_TRANSACTION).all(), "/Reference", "/Type")
    );
    figures.set("duplicateBankTransfers", twice(one.of(Kind.BANK_TRANSFER).all(), "/Reference"));
  }

  private static Map<String, Sum> documents(Books one) {
    Map<String, Sum> sums = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.CONTACT) {
        one
          .of(kind)
          .all()
          .forEach(document -> sums.merge(label(one, kind, document), sum(kind, document), Sum::plus));
      }
    }
    return sums;
  }

  /** Type, status and currency, e.g. {@code ACCRECPAYMENT AUTHORISED AUD}. */
  private static String label(Books one, Kind kind, ObjectNode document) {
    String type = switch (kind) {
      case PAYMENT -> document.path("PaymentType").asText();
      case OVERPAYMENT, PREPAYMENT -> Settlement.creditType(document);
      case BANK_TRANSFER -> "BANKTRANSFER";
      case PURCHASE_ORDER -> "PURCHASEORDER";
      default -> document.path("Type").asText();
    };
    String currency = Json.text(document, "CurrencyCode")
      .or(() -> Json.text(document.path("Invoice"), "CurrencyCode"))
      .orElse(one.tenant().currency());
    return String.join(" ", type, document.path("Status").asText(), currency);
  }

  private static Sum sum(Kind kind, ObjectNode document) {
    return kind == Kind.PAYMENT || kind == Kind.BANK_TRANSFER
      ? new Sum(1, document.path("Amount").decimalValue(), BigDecimal.ZERO.setScale(2))
      : new Sum(1, document.path("Total").decimalValue(), document.path("TotalTax").decimalValue());
  }

  /** Values that more than one living document carries in these fields; the first must not be empty. */
  private static ArrayNode twice(List<ObjectNode> documents, String... fields) {
    Map<String, Integer> counts = new TreeMap<>();
    for (ObjectNode document : documents) {
      boolean gone = List.of("DELETED", "VOIDED").contains(document.path("Status").asText());
      if (!gone && !document.at(fields[0]).asText("").isEmpty()) {
        String value = Arrays.stream(fields)
          .map(field -> document.at(field).asText())
          .collect(Collectors.joining(" "));
        counts.merge(Books.folded(value), 1, Integer::sum);
      }
    }
    ArrayNode twice = Json.array();
    counts.forEach((value, count) -> {
      if (count > 1) {
        twice.add(value);
      }
    });
    return twice;
  }

  private static ArrayNode list(Books one, String name) {
    Kind kind = Arrays.stream(Kind.values())
      .filter(each -> each.shelf().equals(name))
      .findFirst()
      .orElseThrow(() -> new IllegalArgumentException("detail must be a kind like invoices or credit-notes"));
    return Json.array().addAll(one.of(kind).all());
  }

  private static ArrayNode invoices(Books one) {
    ArrayNode list = Json.array();
    for (ObjectNode invoice : one.of(Kind.INVOICE).all()) {
      ObjectNode contact = one
        .of(Kind.CONTACT)
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
