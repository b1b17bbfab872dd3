package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;

/**
 * Moves what is still to be paid or used of a document: an invoice's AmountDue, a credit's RemainingCredit. At zero
 * the document is PAID by itself, above it is AUTHORISED again (facts, Xero 5).
 */
record Settlement(Books books) {
  /** What is still to be paid of an invoice, or to be used of a credit. */
  static BigDecimal left(Kind kind, JsonNode document) {
    return document.path(leftField(kind)).decimalValue();
  }

  /** {@code AROVERPAYMENT} for a {@code RECEIVE-OVERPAYMENT}, as documents that name it have it. */
  static String creditType(JsonNode document) {
    return document.path("Type").asText().replace("RECEIVE-", "AR").replace("SPEND-", "AP");
  }

  private static String leftField(Kind kind) {
    return kind.holdsCredit() ? "RemainingCredit" : "AmountDue";
  }

  /** Puts a payment on a document, as its Payments show it. */
  ObjectNode pay(Kind kind, ObjectNode document, ObjectNode payment) {
    ObjectNode paid = document.deepCopy();
    paid.withArray("Payments").add(payment);
    return move(kind, paid, payment.path("Amount").decimalValue(), "AmountPaid", payment.path("Date"));
  }

  /** Takes a payment off its document. */
  ObjectNode unpay(Kind kind, ObjectNode document, ObjectNode payment) {
    ObjectNode open = document.deepCopy();
    remove(open.withArray("Payments"), "PaymentID", payment.path("PaymentID"));
    return move(
      kind,
      open,
      payment.path("Amount").decimalValue().negate(),
      "AmountPaid",
      payment.path("Date")
    );
  }

  /** Uses some of a credit for an invoice; the allocation names its amount and day. */
  void allocate(Kind kind, ObjectNode credit, ObjectNode invoice, ObjectNode allocation) {
    BigDecimal amount = allocation.path("Amount").decimalValue();
    ObjectNode used = credit.deepCopy();
    ObjectNode shown = allocation.deepCopy();
    shown
      .putObject("Invoice")
      .put("InvoiceID", invoice.path("InvoiceID").asText())
      .put("InvoiceNumber", invoice.path("InvoiceNumber").asText());
    used.withArray("Allocations").add(shown);
    ObjectNode credited = invoice.deepCopy();
    ObjectNode applied = credited.withArray(kind.plural()).addObject();
    applied.put(kind.idField(), credit.path(kind.idField()).asText());
    applied.put("ID", credit.path(kind.idField()).asText());
    applied.put("AllocationID", allocation.path("AllocationID").asText());
    applied.set("Date", allocation.path("Date"));
    applied.put("Total", credit.path("Total").decimalValue()).put("AppliedAmount", amount);
    Json.text(credit, "CreditNoteNumber").ifPresent(number -> applied.put("CreditNoteNumber", number));
    move(kind, used, amount, "", allocation.path("Date"));
    move(Kind.INVOICE, credited, amount, "AmountCredited", allocation.path("Date"));
  }

  /** Takes an allocation back from both sides. */
  void release(Kind kind, ObjectNode credit, JsonNode allocation) {
    BigDecimal back = allocation.path("Amount").decimalValue().negate();
    ObjectNode free = credit.deepCopy();
    remove(free.withArray("Allocations"), "AllocationID", allocation.path("AllocationID"));
    ObjectNode invoice = books
      .of(Kind.INVOICE)
      .get(allocation.path("Invoice").path("InvoiceID").asText())
      .orElseThrow()
      .deepCopy();
    remove(invoice.withArray(kind.plural()), "AllocationID", allocation.path("AllocationID"));
    move(kind, free, back, "", allocation.path("Date"));
    move(Kind.INVOICE, invoice, back, "AmountCredited", allocation.path("Date"));
  }

  private static void remove(ArrayNode list, String field, JsonNode value) {
    list.removeIf(entry -> entry.path(field).equals(value));
  }

  private ObjectNode move(Kind kind, ObjectNode document, BigDecimal by, String tally, JsonNode day) {
    BigDecimal left = left(kind, document).subtract(by);
    document.put(leftField(kind), left);
    if (!kind.holdsCredit()) {
      document.put(tally, document.path(tally).decimalValue().add(by));
    }
    if (left.signum() == 0) {
      document.put("Status", "PAID").set("FullyPaidOnDate", day);
    } else {
      document.put("Status", "AUTHORISED").remove("FullyPaidOnDate");
    }
    return books.keepSettled(kind, document);
  }
}
