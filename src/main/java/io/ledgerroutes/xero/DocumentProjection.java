package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.Canonical.account;
import static io.ledgerroutes.xero.Canonical.day;
import static io.ledgerroutes.xero.Canonical.decimal;
import static io.ledgerroutes.xero.Canonical.id;
import static io.ledgerroutes.xero.Canonical.money;
import static io.ledgerroutes.xero.Canonical.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The fields of a document that we own, as canonical JSON with sorted keys: of a request's element and of what Xero
 * answers for it the same text. Status is not among them, because approval and payment are Xero's own doing; only
 * that a document is gone is part of it.
 */
final class DocumentProjection {

  /** Statuses of documents that do not count any more. */
  static final Set<String> GONE = Set.of("VOIDED", "DELETED");

  private DocumentProjection() {}

  static String invoice(JsonNode invoice) {
    ObjectNode fields = withLines(invoice);
    fields.put("due", day(invoice, "DueDate"));
    fields.put("number", text(invoice, "InvoiceNumber"));
    return sorted(fields);
  }

  static String creditNote(JsonNode note) {
    ObjectNode fields = withLines(note);
    fields.put("number", text(note, "CreditNoteNumber"));
    return sorted(fields);
  }

  static String bankTransaction(JsonNode transaction) {
    ObjectNode fields = withLines(transaction);
    fields.put("bankAccount", account(transaction.path("BankAccount")));
    return sorted(fields);
  }

  /** Account and tax of its line are Xero's choice. */
  static String overpayment(JsonNode transaction) {
    ObjectNode fields = withoutLines(transaction);
    fields.put("bankAccount", account(transaction.path("BankAccount")));
    fields.put("reference", overpaymentReference(transaction));
    return sorted(fields);
  }

  /** What ties an overpayment to its source: Xero keeps a reference of other bank transactions only. */
  static String overpaymentReference(JsonNode transaction) {
    return text(transaction.path("LineItems").path(0), "Description");
  }

  /** A payment of an invoice, a credit note or an overpayment; on reading all three may stand under Invoice. */
  static String payment(JsonNode payment) {
    ObjectNode fields = XeroJson.object();
    fields.put("account", account(payment.path("Account")));
    fields.put("amount", money(decimal(payment, "Amount")));
    fields.put("date", day(payment, "Date"));
    fields.put("document", PaidDocument.of(payment).id());
    fields.put("reference", text(payment, "Reference"));
    gone(payment, fields);
    return sorted(fields);
  }

  static String transfer(JsonNode transfer) {
    ObjectNode fields = XeroJson.object();
    fields.put("amount", money(decimal(transfer, "Amount")));
    fields.put("date", day(transfer, "Date"));
    fields.put("from", account(transfer.path("FromBankAccount")));
    fields.put("reference", text(transfer, "Reference"));
    fields.put("to", account(transfer.path("ToBankAccount")));
    gone(transfer, fields);
    return sorted(fields);
  }

  static String allocation(JsonNode allocation) {
    ObjectNode fields = XeroJson.object();
    fields.put("amount", money(decimal(allocation, "Amount")));
    fields.put("date", day(allocation, "Date"));
    fields.put("invoice", id(allocation.path("Invoice"), "InvoiceID"));
    return sorted(fields);
  }

  private static ObjectNode withLines(JsonNode document) {
    ObjectNode fields = withoutLines(document);
    fields.set("lines", new DocumentLines(document).canonical());
    return fields;
  }

  private static ObjectNode withoutLines(JsonNode document) {
    DocumentLines lines = new DocumentLines(document);
    ObjectNode fields = XeroJson.object();
    fields.put("contact", id(document.path("Contact"), "ContactID"));
    fields.put("currency", text(document, "CurrencyCode"));
    fields.put("date", day(document, "Date"));
    fields.put("lineAmounts", text(document, "LineAmountTypes"));
    fields.put("reference", text(document, "Reference"));
    fields.put("total", money(lines.total()));
    fields.put("totalTax", money(lines.tax()));
    fields.put("type", text(document, "Type"));
    gone(document, fields);
    return fields;
  }

  private static void gone(JsonNode document, ObjectNode fields) {
    String status = text(document, "Status");
    if (GONE.contains(status)) {
      fields.put("status", status);
    }
  }

  private static String sorted(ObjectNode fields) {
    ObjectNode sorted = XeroJson.object();
    fields
      .properties()
      .stream()
      .sorted(java.util.Map.Entry.comparingByKey())
      .forEach(field -> sorted.set(field.getKey(), field.getValue()));
    return XeroJson.text(sorted);
  }
}
