package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What goes on between the organisation and one supplier: orders, the bills that come for them, credits. Prices are
 * multiples of 7 cents, so that no sum of orders comes to the amount of a bill that belongs to none, which is not.
 */
final class Scene {

  private static final List<String> GOODS = List.of(
    "Beeswax, refined",
    "Corrugated boxes",
    "Printed labels",
    "Glass jars",
    "Cotton wicks",
    "Soap base",
    "Tissue paper",
    "Ribbon",
    "Oak boards",
    "Brass hinges",
    "Paint, white",
    "Work gloves"
  );
  private static final List<String> EXPENSES = List.of("310", "400", "408", "429", "453", "489");
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  /** A price of so many cents has whole cents with any country's tax on it. */
  private static final int WITH_ANY_TAX = 140;
  private static final int PLAIN = 7;
  private static final int MOST_TRIES = 500;

  private final Books books;
  private final Suppliers suppliers;
  private final Random random;
  private final LocalDate day;
  private final List<ObjectNode> orders = new ArrayList<>();
  private final List<ObjectNode> made = new ArrayList<>();
  private ObjectNode supplier;
  private String currency;

  Scene(Books books, Suppliers suppliers, Random random, ObjectNode supplier) {
    this.books = books;
    this.suppliers = suppliers;
    this.random = random;
    this.supplier = supplier;
    this.currency = books.tenant().currency();
    this.day = books.today().minusDays(20 + random.nextInt(20));
  }

  /** The orders that were raised. */
  List<ObjectNode> orders() {
    return orders;
  }

  /** The bills and credits that came, and what is expected of each. */
  List<ObjectNode> made() {
    return made;
  }

  /** From here on another supplier acts. */
  Scene supplier(ObjectNode changed) {
    supplier = changed;
    return this;
  }

  Suppliers suppliers() {
    return suppliers;
  }

  ObjectNode supplier() {
    return supplier;
  }

  /** From here on in a currency that is not the organisation's own. */
  Scene abroad() {
    List<String> others = books
      .chart()
      .currencies()
      .keySet()
      .stream()
      .filter(code -> !code.equals(books.tenant().currency()) && !code.equals("JPY"))
      .toList();
    currency = others.get(random.nextInt(others.size()));
    return this;
  }

  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  /** So many lines of goods, together at least 150.00 and an amount that the supplier never charged before. */
  List<ObjectNode> goods(int lines) {
    return goods(lines, PLAIN);
  }

  /** Goods whose prices have whole cents with tax on them. */
  List<ObjectNode> goodsWithTax(int lines) {
    return goods(lines, WITH_ANY_TAX);
  }

  private List<ObjectNode> goods(int lines, int step) {
    List<ObjectNode> goods = basket(lines, step);
    for (int tries = 1; tries < MOST_TRIES && !suppliers.isNew(supplier, net(goods)); tries++) {
      goods = basket(lines, step);
    }
    for (ObjectNode line : goods) {
      suppliers.isNew(supplier, net(List.of(line)));
      suppliers.isNew(supplier, net(goods).subtract(net(List.of(line))));
    }
    return goods;
  }

  /** One dear piece first, then more of what is cheaper. */
  private List<ObjectNode> basket(int lines, int step) {
    List<ObjectNode> goods = new ArrayList<>();
    int first = random.nextInt(GOODS.size());
    goods.add(line(GOODS.get(first), 1, cents(step, 15_000, 90_000)));
    for (int kind = first + 1; kind < first + lines; kind++) {
      String more = kind < GOODS.size() ? "" : " " + (kind / GOODS.size() + 1);
      goods.add(line(GOODS.get(kind % GOODS.size()) + more, upTo(20), cents(step, 500, 9_000)));
    }
    return goods;
  }

  /** A price between two, in cents, that is a multiple of the step. */
  private BigDecimal cents(int step, int least, int most) {
    return BigDecimal.valueOf((long) step * ((least + random.nextInt(most - least)) / step + 1), 2);
  }

  ObjectNode line(String description, int quantity, BigDecimal price) {
    return Json.object()
      .put("Description", description)
      .put("Quantity", quantity)
      .put("UnitAmount", price)
      .put("AccountCode", EXPENSES.get(random.nextInt(EXPENSES.size())));
  }

  /** Something that no order is for, at an amount that is no sum of orders. */
  List<ObjectNode> nothingOrdered() {
    List<ObjectNode> goods = goods(upTo(3));
    ObjectNode first = goods.getFirst();
    first.put("UnitAmount", first.path("UnitAmount").decimalValue().add(new BigDecimal("0.03")));
    return goods;
  }

  BigDecimal freight() {
    return cents(PLAIN, 1_000, 4_000);
  }

  static BigDecimal net(List<ObjectNode> lines) {
    return lines
      .stream()
      .map(line -> line.path("Quantity").decimalValue().multiply(line.path("UnitAmount").decimalValue()))
      .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static List<ObjectNode> copy(List<ObjectNode> lines) {
    return lines.stream().map(ObjectNode::deepCopy).toList();
  }

  /** The same lines with tax in their prices. */
  List<ObjectNode> withTaxInPrices(List<ObjectNode> lines) {
    List<ObjectNode> gross = copy(lines);
    gross.forEach(line -> {
      BigDecimal percent = books
        .chart()
        .account(line.path("AccountCode").asText())
        .flatMap(account -> books.chart().rate(account.path("TaxType").asText()))
        .map(rate -> rate.path("EffectiveRate").decimalValue())
        .orElse(BigDecimal.ZERO);
      BigDecimal price = line.path("UnitAmount").decimalValue();
      line.put("UnitAmount", price.multiply(HUNDRED.add(percent)).divide(HUNDRED).setScale(2));
    });
    return gross;
  }

  /** A tax type without tax that purchases may have. */
  String untaxed() {
    return books
      .chart()
      .taxRates()
      .stream()
      .filter(rate -> rate.path("CanApplyToExpenses").asBoolean())
      .filter(rate -> rate.path("EffectiveRate").decimalValue().signum() == 0)
      .map(rate -> rate.path("TaxType").asText())
      .findFirst()
      .orElseThrow();
  }

  /** An approved order of these goods. */
  ObjectNode order(List<ObjectNode> lines) {
    return order(lines, "AUTHORISED", "Exclusive");
  }

  ObjectNode order(List<ObjectNode> lines, String status, String amounts) {
    ObjectNode asked = document(lines, day).put("Status", status).put("LineAmountTypes", amounts);
    asked.put("DeliveryDate", day.plusDays(14).toString());
    ObjectNode order = new OrderBook(books).create(asked);
    orders.add(order);
    return order;
  }

  /** Somebody marks an order as billed. */
  void billed(ObjectNode order) {
    ObjectNode change = Json.object().put("Status", "BILLED");
    new OrderBook(books).bring(change.set("PurchaseOrderID", order.path("PurchaseOrderID")));
  }

  private ObjectNode document(List<ObjectNode> lines, LocalDate date) {
    ObjectNode document = Json.object().put("Date", date.toString()).put("CurrencyCode", currency);
    document.putObject("Contact").set("ContactID", supplier.path("ContactID"));
    ArrayNode copies = document.putArray("LineItems");
    copy(lines).forEach(copies::add);
    return document;
  }

  /** A bill of these lines, under a number of the supplier's own. */
  Paper bill(List<ObjectNode> lines) {
    return new Paper(lines, "ACCPAY", "SI-" + (100_000 + random.nextInt(900_000)));
  }

  /** A supplier's credit. */
  Paper credit(List<ObjectNode> lines) {
    return new Paper(lines, "ACCPAYCREDIT", "CR-" + (100_000 + random.nextInt(900_000)));
  }

  /** A bill or credit that is about to be entered. */
  final class Paper {

    private final ObjectNode asked;
    private final boolean credit;

    private Paper(List<ObjectNode> lines, String type, String number) {
      // A credit comes later than the bill that it is for.
      LocalDate date = day.plusDays(type.equals("ACCPAY") ? upTo(9) : 10);
      this.credit = !type.equals("ACCPAY");
      this.asked = document(lines, date).put("Type", type).put("Status", "AUTHORISED");
      asked.put(credit ? "CreditNoteNumber" : "InvoiceNumber", number);
      asked.put("DueDate", date.plusDays(30).toString());
    }

    Paper status(String status) {
      asked.put("Status", status);
      return this;
    }

    Paper amounts(String lineAmountTypes) {
      asked.put("LineAmountTypes", lineAmountTypes);
      return this;
    }

    Paper numbered(String number) {
      asked.put("InvoiceNumber", number);
      return this;
    }

    /** Its number goes on with this. */
    Paper numberedAlso(String words) {
      return numbered(asked.path("InvoiceNumber").asText() + " " + words);
    }

    /** Its first line says so. */
    Paper saying(String words) {
      ObjectNode line = (ObjectNode) asked.path("LineItems").path(0);
      line.put("Description", line.path("Description").asText() + ", " + words);
      return this;
    }

    /** Its first line names the orders. */
    Paper naming(ObjectNode... named) {
      return saying("your order " + numbers(named));
    }

    /** It is entered; the orders are those that an accountant thinks of. */
    ObjectNode entered(Expected expected, ObjectNode... expectedOrders) {
      TradeBook.Form form = credit ? TradeBook.Form.CREDIT_NOTE : TradeBook.Form.INVOICE;
      ObjectNode document = new TradeBook(books, form, 4).create(asked);
      Kind kind = credit ? Kind.CREDIT_NOTE : Kind.INVOICE;
      ObjectNode told = Json.object().put("id", document.path(kind.idField()).asText());
      told.put("type", document.path("Type").asText());
      told.put("number", document.path(kind.numberField()).asText());
      told.put("supplier", supplier.path("ContactID").asText()).put("currency", currency);
      told.set("net", document.path("SubTotal"));
      told.set("total", document.path("Total"));
      told.put("expect", expected.text());
      ArrayNode ids = told.putArray("orders");
      for (ObjectNode order : expectedOrders) {
        ids.add(order.path("PurchaseOrderID").asText());
      }
      made.add(told);
      return document;
    }
  }

  static String numbers(ObjectNode... orders) {
    List<String> numbers = new ArrayList<>();
    for (ObjectNode order : orders) {
      numbers.add(order.path("PurchaseOrderNumber").asText());
    }
    return String.join(" ", numbers);
  }

  /** Some of a bill is paid. */
  void paid(ObjectNode bill, BigDecimal amount) {
    ObjectNode payment = Json.object().put("Amount", amount).put("Date", books.today().toString());
    payment.putObject("Account").put("Code", "090");
    payment.putObject("Invoice").set("InvoiceID", bill.path("InvoiceID"));
    new PaymentBook(books).create(payment);
  }

  void voided(ObjectNode bill) {
    ObjectNode change = Json.object().put("Status", "VOIDED");
    new TradeBook(books, TradeBook.Form.INVOICE, 4).bring(change.set("InvoiceID", bill.path("InvoiceID")));
  }

  /** All of a credit is used for a bill. */
  void used(ObjectNode credit, ObjectNode bill) {
    ObjectNode allocation = Json.object()
      .put("AllocationID", UUID.randomUUID().toString())
      .put("Date", XeroDates.day(books.today()));
    allocation.set("Amount", credit.path("Total"));
    new Settlement(books).allocate(Kind.CREDIT_NOTE, credit, bill, allocation);
  }

  void archived() {
    ObjectNode change = Json.object().put("ContactStatus", "ARCHIVED");
    ContactBook.of(books).bring(change.set("ContactID", supplier.path("ContactID")));
  }

  /** Lines lose account and tracking, as those do that somebody typed in without them. */
  void withoutAccounts(ObjectNode bill) {
    ObjectNode bare = bill.deepCopy();
    for (JsonNode line : bare.path("LineItems")) {
      ((ObjectNode) line).remove(List.of("AccountCode", "AccountID"));
      ((ObjectNode) line).putArray("Tracking");
    }
    books.keep(Kind.INVOICE, bare);
  }

  /** A line of each of the organisation's tracking categories. */
  void track(List<ObjectNode> lines) {
    lines.forEach(line -> {
      ArrayNode tracking = line.putArray("Tracking");
      books
        .chart()
        .trackingCategories()
        .forEach(category -> {
          JsonNode options = category.path("Options");
          String option = options.path(random.nextInt(options.size())).path("Name").asText();
          tracking.addObject().put("Name", category.path("Name").asText()).put("Option", option);
        });
    });
  }

  /** One of the words. */
  String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
