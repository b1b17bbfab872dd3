package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in the sandbox's Xero at one moment, as an accountant reads it. */
record Ledger(
  List<JsonNode> invoices,
  List<JsonNode> notes,
  List<JsonNode> payments,
  List<JsonNode> contacts
) {
  static Ledger read(SandboxProcess sandbox) {
    return new Ledger(
      list(sandbox, "Invoices"),
      list(sandbox, "CreditNotes"),
      list(sandbox, "Payments"),
      list(sandbox, "Contacts")
    );
  }

  private static List<JsonNode> list(SandboxProcess sandbox, String kind) {
    List<JsonNode> all = new ArrayList<>();
    String path = "/" + kind + "?page=1&pageSize=1000&unitdp=4";
    sandbox
      .post("/sandbox/ledger/write", "{\"method\":\"GET\",\"path\":\"" + path + "\"}")
      .path(kind)
      .forEach(all::add);
    return all;
  }

  /** Invoices of this number, whatever their status. */
  List<JsonNode> invoices(String number) {
    return invoices
      .stream()
      .filter(invoice -> invoice.path("InvoiceNumber").asText().equals(number))
      .toList();
  }

  /** Credit notes whose number begins so. */
  List<JsonNode> notes(String start) {
    return notes
      .stream()
      .filter(note -> note.path("CreditNoteNumber").asText().startsWith(start))
      .toList();
  }

  /** What was paid on an invoice or paid back on a credit note, by account. */
  Map<String, BigDecimal> paid(String document) {
    Map<String, BigDecimal> paid = new TreeMap<>();
    payments
      .stream()
      .filter(payment -> payment.path("Status").asText().equals("AUTHORISED"))
      .filter(payment -> payment.path("Invoice").path("InvoiceID").asText().equals(document))
      .forEach(payment ->
        paid.merge(
          payment.path("Account").path("Code").asText(),
          cents(payment.path("Amount").decimalValue()),
          BigDecimal::add
        )
      );
    return paid;
  }

  static boolean live(JsonNode document) {
    return List.of("AUTHORISED", "PAID").contains(document.path("Status").asText());
  }

  static BigDecimal amount(JsonNode document, String field) {
    return cents(document.path(field).decimalValue());
  }

  /** Net by account, without those that come to nothing. */
  static Map<String, BigDecimal> net(JsonNode document) {
    boolean inclusive = document.path("LineAmountTypes").asText().equals("Inclusive");
    Map<String, BigDecimal> net = new TreeMap<>();
    for (JsonNode line : document.path("LineItems")) {
      BigDecimal amount = amount(line, "LineAmount");
      BigDecimal own = inclusive ? amount.subtract(amount(line, "TaxAmount")) : amount;
      net.merge(line.path("AccountCode").asText(), own, BigDecimal::add);
    }
    net.values().removeIf(sum -> sum.signum() == 0);
    return net;
  }

  /** Tax by tax type, without those that come to nothing. */
  static Map<String, BigDecimal> tax(JsonNode document) {
    Map<String, BigDecimal> tax = new TreeMap<>();
    for (JsonNode line : document.path("LineItems")) {
      tax.merge(line.path("TaxType").asText(), amount(line, "TaxAmount"), BigDecimal::add);
    }
    tax.values().removeIf(sum -> sum.signum() == 0);
    return tax;
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
