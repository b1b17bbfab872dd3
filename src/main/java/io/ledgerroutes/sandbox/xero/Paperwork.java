package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Makes documents by the dozen as an organisation's people would, varied and the same for the same seed: sales,
 * suppliers' bills and purchase orders. Every third bill is for an order of its supplier and carries the order's
 * number, as "copy to bill" leaves it (facts, Xero 5).
 */
record Paperwork(Books books, Random random) {
  private static final List<String> FIRST = List.of(
    "Paper",
    "Harbour",
    "Timber",
    "Blue",
    "Outback",
    "North",
    "Iron"
  );
  private static final List<String> LAST = List.of(
    "Supplies",
    "Works",
    "& Sons",
    "Trading",
    "Freight",
    "Studio"
  );
  private static final List<String> GOODS = List.of(
    "Wax",
    "Boxes",
    "Labels",
    "Courier",
    "Repair",
    "Ink",
    "Soap"
  );
  private static final List<String> EXPENSES = List.of("400", "408", "425", "429", "453", "489");
  private static final List<String> SALES = List.of("200", "205", "210", "260");

  /** One document of this kind and status: {@code invoices}, {@code bills} or {@code purchase-orders}. */
  ObjectNode make(String what, String status) {
    return switch (what) {
      case "invoices" -> invoice(document(SALES).put("Type", "ACCREC"), status);
      case "bills" -> bill(status);
      case "purchase-orders" -> new OrderBook(books).create(document(EXPENSES).put("Status", status));
      case "contacts" -> contact("Contact " + books.nextNumber(Kind.CONTACT, ""));
      default -> throw new IllegalArgumentException(
        "take contacts, invoices, bills or purchase-orders instead of " + what
      );
    };
  }

  private ObjectNode invoice(ObjectNode document, String status) {
    LocalDate day = LocalDate.parse(document.path("Date").asText());
    document.put("DueDate", day.plusDays(30).toString()).put("Status", status);
    return new TradeBook(books, TradeBook.Form.INVOICE, 4).create(document);
  }

  private ObjectNode bill(String status) {
    List<ObjectNode> orders = books
      .of(Kind.PURCHASE_ORDER)
      .all()
      .stream()
      .filter(order -> order.path("Status").asText().equals("AUTHORISED"))
      .toList();
    ObjectNode bill = document(EXPENSES).put("InvoiceNumber", "SI-" + (10_000 + random.nextInt(90_000)));
    if (!orders.isEmpty() && random.nextInt(3) == 0) {
      ObjectNode order = orders.get(random.nextInt(orders.size()));
      bill.set("Contact", order.path("Contact"));
      bill.set("InvoiceNumber", order.path("PurchaseOrderNumber"));
      bill.set("LineItems", order.path("LineItems").deepCopy());
      bill.path("LineItems").forEach(line -> ((ObjectNode) line).remove("LineItemID"));
    }
    return invoice(bill.put("Type", "ACCPAY"), status);
  }

  /** A day of the last month, somebody known, and one to four lines. */
  private ObjectNode document(List<String> accounts) {
    ObjectNode document = Json.object().put("Date", books.today().minusDays(random.nextInt(30)).toString());
    String id = contact(any(FIRST) + " " + any(LAST)).path("ContactID").asText();
    document.putObject("Contact").put("ContactID", id);
    ArrayNode lines = document.putArray("LineItems");
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      lines
        .addObject()
        .put("Description", any(GOODS))
        .put("Quantity", 1 + random.nextInt(20))
        .put("UnitAmount", BigDecimal.valueOf(100 + random.nextInt(50_000), 2))
        .put("AccountCode", any(accounts));
    }
    return document;
  }

  private ObjectNode contact(String name) {
    return books
      .contactNames()
      .get(Books.folded(name))
      .flatMap(entry -> books.of(Kind.CONTACT).get(entry.path("id").asText()))
      .orElseGet(() -> ContactBook.of(books).create(Json.object().put("Name", name)));
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
