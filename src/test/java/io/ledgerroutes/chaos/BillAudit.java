package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.chaos.SweptFiles.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts what arrived at Stampli against what stands in Xero: each bill and credit is in exactly one set of rows, or
 * held with its reason, or left by a rule, and the sums by supplier and currency agree to the cent.
 */
final class BillAudit {

  /** What became of a record's last message. */
  private record Fate(String state, String reason) {}

  private final BillLedger ledger;
  private final Map<String, List<Row>> rowsOf;
  private final Map<String, Fate> fates = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Long> states = new TreeMap<>();

  private BillAudit(BillLedger ledger, List<Row> rows) {
    this.ledger = ledger;
    this.rowsOf = rows.stream().collect(Collectors.groupingBy(row -> cell(row, "Bill ID")));
  }

  /**
   * What is wrong, one line each; empty where everything is told for.
   *
   * @param store of a runtime that has come to rest
   */
  static BillAudit of(SandboxProcess sandbox, JdbcClient store) {
    BillAudit audit = new BillAudit(BillLedger.read(sandbox), SweptFiles.rows(sandbox, "invoices"));
    for (String flow : List.of("xero-bill", "xero-supplier-credit", "xero-purchase-order", "xero-supplier")) {
      audit.readFates(store, flow);
    }
    audit.each("bill", "InvoiceID", audit.ledger.bills());
    audit.each("credit", "CreditNoteID", audit.ledger.credits());
    audit.sums();
    audit.strangers();
    audit.orders(SweptFiles.rows(sandbox, "purchase-orders"));
    JsonNode stampli = sandbox.stampli();
    stampli.path("violations").forEach(one -> audit.faults.add("Stampli: " + one));
    stampli.path("duplicates").forEach(one -> audit.faults.add("Stampli got twice: " + one));
    sandbox
      .ledger()
      .path("violations")
      .forEach(one -> audit.faults.add("Xero: " + one));
    return audit;
  }

  List<String> faults() {
    return faults;
  }

  BillLedger ledger() {
    return ledger;
  }

  /** How many bills and credits ended how. */
  Map<String, Long> states() {
    return states;
  }

  private void readFates(JdbcClient store, String flow) {
    store
      .sql(
        """
        SELECT record_key, state, reason FROM inbox i WHERE flow = ? AND id = (
          SELECT MAX(id) FROM inbox o WHERE o.connection = i.connection AND o.flow = i.flow
             AND o.record_key = i.record_key)
        """
      )
      .params(flow)
      .query(row -> {
        fates.put(
          row.getString("record_key"),
          new Fate(row.getString("state"), String.valueOf(row.getString("reason")))
        );
      });
  }

  private void each(String what, String idField, List<JsonNode> documents) {
    for (JsonNode document : documents) {
      String id = document.path(idField).asText();
      Fate fate = fates.getOrDefault(id, new Fate("NO MESSAGE", ""));
      List<Row> rows = rowsOf.getOrDefault(id, List.of());
      states.merge(fate.state(), 1L, Long::sum);
      switch (fate.state()) {
        case "DONE" -> delivered(what + " " + id, document, rows);
        case "HELD", "SKIPPED" -> {
          if (!rows.isEmpty()) {
            faults.add(what + " " + id + " is in a file, but " + fate);
          }
          if (fate.reason().isBlank() || fate.reason().contains("on its way")) {
            faults.add(what + " " + id + " is " + fate);
          }
        }
        default -> faults.add(what + " " + id + " of status " + document.path("Status") + " is " + fate);
      }
    }
  }

  private void delivered(String what, JsonNode document, List<Row> rows) {
    int lines = document.path("LineItems").size();
    if (rows.size() != lines) {
      faults.add(what + " has " + lines + " lines and " + rows.size() + " rows");
      return;
    }
    if (rows.stream().map(Row::file).distinct().count() > 1) {
      faults.add(what + " is spread over files");
    }
    boolean negative = document.path("Type").asText().equals("ACCPAYCREDIT");
    same(what, "Net", sum(rows, "Net"), amount(document, "SubTotal", negative));
    same(what, "Tax", sum(rows, "Tax"), amount(document, "TotalTax", negative));
    same(what, "Gross", sum(rows, "Gross"), amount(document, "Total", negative));
    rows.forEach(row -> {
      same(what, "Total", number(row, "Total"), amount(document, "Total", negative));
      if (!cell(row, "Currency").equals(document.path("CurrencyCode").asText())) {
        faults.add(what + " has another currency");
      }
    });
  }

  private void same(String what, String field, BigDecimal found, BigDecimal expected) {
    if (found.compareTo(expected) != 0) {
      faults.add(what + ": " + field + " is " + found + " and should be " + expected);
    }
  }

  /** By supplier and currency: what Xero says was to be delivered, and what the files say. */
  private void sums() {
    Map<String, BigDecimal> expected = new TreeMap<>();
    add(expected, ledger.bills(), "InvoiceID", false);
    add(expected, ledger.credits(), "CreditNoteID", true);
    Map<String, String> suppliers = suppliers();
    Map<String, BigDecimal> found = new TreeMap<>();
    rowsOf.forEach((id, rows) -> {
      String key = suppliers.getOrDefault(id, "?") + " " + cell(rows.getFirst(), "Currency");
      found.merge(key, sum(rows, "Gross"), BigDecimal::add);
    });
    Set<String> keys = new HashSet<>(expected.keySet());
    keys.addAll(found.keySet());
    keys.forEach(key ->
      same(
        "supplier " + key,
        "sum",
        found.getOrDefault(key, BigDecimal.ZERO),
        expected.getOrDefault(key, BigDecimal.ZERO)
      )
    );
  }

  private void add(Map<String, BigDecimal> sums, List<JsonNode> documents, String idField, boolean negative) {
    documents
      .stream()
      .filter(document -> state(document.path(idField).asText()).equals("DONE"))
      .forEach(document ->
        sums.merge(
          document.path("Contact").path("ContactID").asText() + " " + document.path("CurrencyCode").asText(),
          amount(document, "Total", negative),
          BigDecimal::add
        )
      );
  }

  private String state(String id) {
    return fates.getOrDefault(id, new Fate("", "")).state();
  }

  private Map<String, String> suppliers() {
    Map<String, String> suppliers = new HashMap<>();
    ledger
      .bills()
      .forEach(bill ->
        suppliers.put(bill.path("InvoiceID").asText(), bill.path("Contact").path("ContactID").asText())
      );
    ledger
      .credits()
      .forEach(note ->
        suppliers.put(note.path("CreditNoteID").asText(), note.path("Contact").path("ContactID").asText())
      );
    return suppliers;
  }

  private void strangers() {
    Set<String> known = suppliers().keySet();
    rowsOf
      .keySet()
      .stream()
      .filter(id -> !known.contains(id))
      .forEach(id -> faults.add("a file holds " + id + ", which is nobody's bill"));
  }

  private void orders(List<Row> rows) {
    Map<String, List<Row>> byOrder = rows
      .stream()
      .collect(Collectors.groupingBy(row -> cell(row, "Order ID")));
    Map<String, JsonNode> orders = ledger
      .orders()
      .stream()
      .collect(Collectors.toMap(order -> order.path("PurchaseOrderID").asText(), Function.identity()));
    orders.forEach((id, order) -> {
      Fate fate = fates.getOrDefault(id, new Fate("NO MESSAGE", ""));
      int found = byOrder.getOrDefault(id, List.of()).size();
      boolean delivered = fate.state().equals("DONE");
      if (delivered && found != order.path("LineItems").size()) {
        faults.add("order " + id + " has " + found + " rows");
      }
      if (!delivered && (found > 0 || !List.of("HELD", "SKIPPED").contains(fate.state()))) {
        faults.add("order " + id + " has " + found + " rows and is " + fate);
      }
    });
  }

  private static BigDecimal amount(JsonNode document, String field, boolean negative) {
    BigDecimal amount = document.path(field).decimalValue();
    return negative ? amount.negate() : amount;
  }

  private static BigDecimal sum(List<Row> rows, String heading) {
    return rows
      .stream()
      .map(row -> number(row, heading))
      .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal number(Row row, String heading) {
    String text = cell(row, heading);
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  /** Names of elements are headings without blanks. */
  private static String cell(Row row, String heading) {
    return row.cells().containsKey(heading) ? row.cell(heading) : row.cell(heading.replace(" ", ""));
  }
}
