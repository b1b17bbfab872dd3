package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the books must hold for the orders of a run: each order once, with what was paid and given back. */
final class Expected {

  private final Map<String, Sale> sales = new TreeMap<>();

  /** An order with its total, what of it came in, and what was given back. */
  private record Sale(BigDecimal total, boolean paid, BigDecimal back, int refunds) {
    Sale less(BigDecimal amount) {
      return new Sale(total, paid, back.add(amount), refunds + 1);
    }
  }

  void order(JsonNode order) {
    sales.put(
      invoice(order),
      new Sale(
        new BigDecimal(order.path("total").asText()),
        order.path("paid").asBoolean(),
        BigDecimal.ZERO,
        0
      )
    );
  }

  void refund(JsonNode order, BigDecimal amount) {
    sales.computeIfPresent(invoice(order), (number, sale) -> sale.less(amount));
  }

  private static String invoice(JsonNode order) {
    return "WC-" + order.path("number").asText();
  }

  int orders() {
    return sales.size();
  }

  /** What is wrong with the books, one line each; empty where nothing is lost and nothing double. */
  List<String> faults(SandboxProcess sandbox, String tenant) {
    List<String> faults = new ArrayList<>();
    Map<String, List<JsonNode>> invoices = by(sandbox, tenant, "invoices", "/InvoiceNumber");
    Map<String, List<JsonNode>> notes = new TreeMap<>();
    by(sandbox, tenant, "credit-notes", "/CreditNoteNumber").forEach((number, same) ->
      notes.computeIfAbsent(number.replaceFirst("-R\\d+$", ""), key -> new ArrayList<>()).addAll(same)
    );
    Map<String, List<JsonNode>> payments = by(sandbox, tenant, "payments", "/Invoice/InvoiceNumber");
    sales.forEach((number, sale) -> {
      same(faults, "invoices " + number, invoices.get(number), 1, "Total", sale.total());
      same(
        faults,
        "payments on " + number,
        payments.get(number),
        sale.paid() ? 1 : 0,
        "Amount",
        sale.paid() ? sale.total() : BigDecimal.ZERO
      );
      same(faults, "credit notes on " + number, notes.get(number), sale.refunds(), "Total", sale.back());
      List<JsonNode> left = notes
        .getOrDefault(number, List.of())
        .stream()
        .filter(note -> note.path("RemainingCredit").decimalValue().signum() != 0)
        .toList();
      same(faults, "credit left on " + number, left, 0, "RemainingCredit", BigDecimal.ZERO);
    });
    if (invoices.size() != sales.size()) {
      faults.add(invoices.size() + " invoices for " + sales.size() + " orders");
    }
    sandbox
      .ledger()
      .path("tenants")
      .path(tenant)
      .path("duplicateContactEmails")
      .forEach(email -> faults.add("a contact is there twice"));
    return faults;
  }

  private static Map<String, List<JsonNode>> by(
    SandboxProcess sandbox,
    String tenant,
    String kind,
    String field
  ) {
    Map<String, List<JsonNode>> found = new TreeMap<>();
    sandbox
      .send("GET", "/sandbox/ledger?detail=" + kind, "")
      .path("tenants")
      .path(tenant)
      .path("list")
      .forEach(document ->
        found.computeIfAbsent(document.at(field).asText(), key -> new ArrayList<>()).add(document)
      );
    return found;
  }

  private static void same(
    List<String> faults,
    String what,
    List<JsonNode> documents,
    int count,
    String field,
    BigDecimal sum
  ) {
    List<JsonNode> there = documents == null ? List.of() : documents;
    BigDecimal found = there
      .stream()
      .map(document -> document.path(field).decimalValue())
      .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (there.size() != count || found.compareTo(sum) != 0) {
      faults.add(what + ": " + there.size() + " over " + found + " instead of " + count + " over " + sum);
    }
  }
}
