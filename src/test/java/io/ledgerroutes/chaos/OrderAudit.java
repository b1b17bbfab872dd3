package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.chaos.ExpectedOrder.Fate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what stands in the ledger with what is expected of each order, and names every difference. */
final class OrderAudit {

  private final Ledger ledger;
  private final List<String> findings = new ArrayList<>();

  private OrderAudit(Ledger ledger) {
    this.ledger = ledger;
  }

  /** All differences; empty where the books are right. */
  static List<String> of(Ledger ledger, List<ExpectedOrder> orders) {
    OrderAudit audit = new OrderAudit(ledger);
    orders.forEach(audit::order);
    audit.strangers(orders);
    audit.people(orders);
    return audit.findings;
  }

  private void order(ExpectedOrder order) {
    List<JsonNode> invoices = ledger.invoices(order.invoiceNumber());
    List<JsonNode> live = invoices.stream().filter(Ledger::live).toList();
    switch (order.fate()) {
      case HELD, LEFT_ALONE -> expect(order, "invoices", 0, invoices.size());
      case TAKEN_BACK -> expect(order, "live invoices", 0, live.size());
      case BOOKED, BOOKED_AND_HELD -> {
        expect(order, "invoices", 1, invoices.size());
        live.forEach(invoice -> invoice(order, invoice));
        expect(order, "live invoices", 1, live.size());
      }
    }
  }

  private void invoice(ExpectedOrder order, JsonNode invoice) {
    expect(order, "total", order.total(), Ledger.amount(invoice, "Total"));
    expect(order, "tax", order.totalTax(), Ledger.amount(invoice, "TotalTax"));
    expect(order, "currency", order.currency(), invoice.path("CurrencyCode").asText());
    expect(order, "net by account", order.net(), Ledger.net(invoice));
    expect(order, "tax by type", order.tax(), Ledger.tax(invoice));
    Map<String, BigDecimal> paid = ledger.paid(invoice.path("InvoiceID").asText());
    expect(order, "payments", order.payments(), paid);
    BigDecimal allocated = refunds(order);
    BigDecimal due = order.total().subtract(sum(paid)).subtract(allocated);
    expect(order, "amount due", due, Ledger.amount(invoice, "AmountDue"));
  }

  /** Checks the credit notes; answers what of them is set against the invoice. */
  private BigDecimal refunds(ExpectedOrder order) {
    BigDecimal allocated = new BigDecimal("0.00");
    for (JsonNode refund : order.refunds()) {
      String number = order.invoiceNumber() + "-R" + refund.path("id").asText();
      List<JsonNode> notes = ledger.notes(number);
      expect(order, "credit notes " + number, 1, notes.size());
      if (notes.size() == 1) {
        note(order, refund, notes.getFirst());
        allocated = order.allocated() ? allocated.add(ExpectedOrder.amount(refund, "amount")) : allocated;
      }
    }
    expect(
      order,
      "credit notes in all",
      order.refunds().size(),
      ledger.notes(order.invoiceNumber() + "-").size()
    );
    return allocated;
  }

  private void note(ExpectedOrder order, JsonNode refund, JsonNode note) {
    BigDecimal amount = ExpectedOrder.amount(refund, "amount");
    expect(order, "credit", amount, Ledger.amount(note, "Total"));
    Map<String, BigDecimal> given = ExpectedOrder.givenBack(refund);
    boolean told = !given.isEmpty() && gross(refund).compareTo(amount) == 0;
    if (told) {
      expect(order, "net credited by account", given, Ledger.net(note));
    }
    Ledger.tax(note).forEach((type, tax) -> {
      if (tax.compareTo(order.tax().getOrDefault(type, BigDecimal.ZERO)) > 0) {
        findings.add(order.invoiceNumber() + ": more tax of " + type + " credited than invoiced");
      }
    });
    BigDecimal back = sum(ledger.paid(note.path("CreditNoteID").asText()));
    expect(order, "paid back", order.paidBack(refund) ? amount : new BigDecimal("0.00"), back);
    BigDecimal left = order.paidBack(refund) || order.allocated() ? new BigDecimal("0.00") : amount;
    expect(order, "open credit", left, Ledger.amount(note, "RemainingCredit"));
  }

  private static BigDecimal gross(JsonNode refund) {
    BigDecimal gross = BigDecimal.ZERO;
    for (String list : List.of("line_items", "shipping_lines", "fee_lines")) {
      for (JsonNode line : refund.path(list)) {
        gross = gross
          .subtract(ExpectedOrder.amount(line, "total"))
          .subtract(ExpectedOrder.amount(line, "total_tax"));
      }
    }
    return gross;
  }

  private void strangers(List<ExpectedOrder> orders) {
    Set<String> known = new HashSet<>();
    orders.forEach(order -> known.add(order.invoiceNumber()));
    for (JsonNode invoice : ledger.invoices()) {
      String number = invoice.path("InvoiceNumber").asText();
      if (!known.contains(number)) {
        findings.add("nobody ordered invoice " + number);
      }
    }
  }

  /** One contact a person, and no two persons one contact; nobody stands twice under one address. */
  private void people(List<ExpectedOrder> orders) {
    Map<String, Set<String>> contacts = new TreeMap<>();
    Map<String, Set<String>> persons = new HashMap<>();
    for (ExpectedOrder order : orders) {
      ledger
        .invoices(order.invoiceNumber())
        .forEach(invoice -> {
          String contact = invoice.path("Contact").path("ContactID").asText();
          contacts.computeIfAbsent(order.person(), unused -> new TreeSet<>()).add(contact);
          persons.computeIfAbsent(contact, unused -> new TreeSet<>()).add(order.person());
        });
    }
    contacts.forEach((person, all) -> {
      if (all.size() != 1) {
        findings.add(person + " has " + all.size() + " contacts");
      }
    });
    persons.values().removeIf(all -> all.size() == 1);
    persons.values().forEach(all -> findings.add(all + " share a contact"));
    Set<String> addresses = new HashSet<>();
    for (JsonNode contact : ledger.contacts()) {
      String email = contact.path("EmailAddress").asText().toLowerCase(Locale.ROOT);
      if (!email.isEmpty() && !addresses.add(email)) {
        findings.add("two contacts have " + email);
      }
    }
  }

  private static BigDecimal sum(Map<String, BigDecimal> amounts) {
    return amounts.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  private void expect(ExpectedOrder order, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      findings.add(order.invoiceNumber() + " " + what + ": expected " + expected + ", found " + found);
    }
  }

  /** How many orders of a fate there are. */
  static long count(List<ExpectedOrder> orders, Fate fate) {
    return orders
      .stream()
      .filter(order -> order.fate() == fate)
      .count();
  }
}
