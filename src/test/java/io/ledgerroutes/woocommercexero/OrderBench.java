package io.ledgerroutes.woocommercexero;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.SeenStore;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.polling.PolledRecords;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.woocommerce.ShopProducts;
import io.ledgerroutes.woocommerce.WooCommerceShop;
import io.ledgerroutes.xero.XeroList;
import io.ledgerroutes.xero.XeroTestBed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Orders of a shop that says what a test wants, worked through the steps of the route against the sandbox's Xero over
 * real HTTP. A crash is a pass that ends after some of the steps.
 */
final class OrderBench implements AutoCloseable {

  static final String SHOP = "craft-shop";
  private static final String STRIPE_CLEARS =
    "payments: [{ methods: [stripe], account: \"091\" }, { methods: [bacs, cod], account: none }]\n";

  final XeroTestBed bed = new XeroTestBed();
  final XeroTestBed.Node node = bed.connectedNode();
  /** The shop's orders by id, as its REST interface shows them. */
  final Map<Long, ObjectNode> orders = new TreeMap<>();
  final Map<Long, List<JsonNode>> refunds = new HashMap<>();
  private final WooCommerceShop shop = mock(WooCommerceShop.class);
  private int messages;

  OrderBench() {
    when(shop.orders(any(), any())).thenAnswer(asked -> {
      Map<Long, JsonNode> found = new HashMap<>(orders);
      found.keySet().retainAll(asked.<Collection<Long>>getArgument(1));
      return found;
    });
    when(shop.refunds(any(), anyLong())).thenAnswer(asked ->
      refunds.getOrDefault(asked.<Long>getArgument(1), List.of())
    );
    settings("");
  }

  /** The connection's usual settings with more lines, from now on. */
  void settings(String more) {
    settings(more, LocalDate.of(2026, 1, 1));
  }

  void settings(String more, LocalDate start) {
    bed.connect(
      new Connection(
        SHOP,
        WooCommerceXero.NAME,
        start,
        new XeroTenancy(XeroTestBed.TENANT, "main"),
        new Schedule("0 * * * * ?", Optional.empty()),
        Sample.settings("https://shop.example", STRIPE_CLEARS + more),
        "hash-" + more.hashCode()
      )
    );
  }

  /** An order of one mug for 100.00 and 10.00 of tax, paid through Stripe on its day. */
  ObjectNode paid(long id, String day) {
    ObjectNode order = unpaid(id, day);
    return order.put("payment_method", "stripe").put("date_paid_gmt", day + "T02:00:00");
  }

  /** The same, not paid yet. */
  ObjectNode unpaid(long id, String day) {
    ObjectNode order = (ObjectNode) json(
      """
      { "id": %d, "number": "%d", "status": "processing", "currency": "AUD", "prices_include_tax": false,
        "date_created_gmt": "%sT01:00:00", "date_modified_gmt": "%sT01:00:00", "date_paid_gmt": null,
        "total": "110.00", "total_tax": "10.00", "customer_id": 0, "payment_method": "cod",
        "billing": { "first_name": "Ada", "last_name": "Moss", "country": "AU", "email": "ada%d@example.com" },
        "shipping": { "country": "" },
        "line_items": [{ "id": 1, "name": "Mug", "quantity": 1, "sku": "MUG", "total": "100.00",
                         "total_tax": "10.00", "taxes": [{ "id": 1, "total": "10.00" }] }],
        "shipping_lines": [], "fee_lines": [], "refunds": [],
        "tax_lines": [{ "rate_code": "AU-GST-1", "rate_id": 1, "label": "GST", "tax_total": "10.00",
                        "shipping_tax_total": "0.00", "rate_percent": 10 }] }
      """.formatted(id, id, day, day, id)
    );
    orders.put(id, order);
    return order;
  }

  /** The order costs something else now. */
  void costs(long id, String net, String tax, String total) {
    ObjectNode order = orders.get(id);
    order.put("total", total).put("total_tax", tax);
    ObjectNode line = (ObjectNode) order.path("line_items").path(0);
    line.put("total", net).put("total_tax", tax);
    ((ObjectNode) line.path("taxes").path(0)).put("total", tax);
    ((ObjectNode) order.path("tax_lines").path(0)).put("tax_total", tax);
  }

  /** The customer is given back a part of an order's mug; the gateway sends the money. */
  void refund(long order, long id, String day, String net, String tax, String amount) {
    refund(order, id, day, net, tax, amount, true);
  }

  /** The same, with or without the gateway. */
  void refund(long order, long id, String day, String net, String tax, String amount, boolean sent) {
    refunds
      .computeIfAbsent(order, key -> new ArrayList<>())
      .add(
        json(
          """
          { "id": %d, "date_created_gmt": "%sT03:00:00", "amount": "%s", "refunded_payment": %s,
            "line_items": [{ "id": 90, "name": "Mug", "quantity": -1, "sku": "MUG", "total": "-%s",
                             "total_tax": "-%s", "taxes": [{ "id": 1, "total": "-%s" }],
                             "meta_data": [{ "key": "_refunded_item_id", "value": "1" }] }],
            "shipping_lines": [], "fee_lines": [] }
          """.formatted(id, day, amount, sent, net, tax, tax)
        )
      );
    orders.get(order).withArray("refunds").addObject().put("id", id).put("total", "-" + amount);
  }

  private static JsonNode json(String text) {
    try {
      return Sample.JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The route's steps by name, in their order. */
  private Map<String, Step> steps() {
    OrderContext context = new OrderContext(
      bed.connections,
      node.tenants,
      node.reference,
      mock(BackfillPeriods.class)
    );
    PostedOrders posted = new PostedOrders(node.links);
    Approvals approvals = new Approvals(node.invoices, node.creditNotes);
    OrderMoney money = new OrderMoney(context, node.links, approvals);
    OrderCredits credits = new OrderCredits(
      context,
      node.links,
      approvals,
      money,
      new InvoiceRates(node.invoices),
      new EndedInvoices(node.invoices)
    );
    WooCommerceOrders fetching = new WooCommerceOrders(
      context,
      shop,
      new ShopProducts(shop),
      posted,
      new PollCursorStore(bed.store.database()),
      new PollSettings(Duration.ofMinutes(15), Duration.ZERO),
      new PolledRecords(new SeenStore(bed.store.database()), mock(Inbox.class))
    );
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("fetch", fetching::fetch);
    steps.put("recall", new EarlierWrites(context, posted, node.invoices, node.posting)::recall);
    steps.put("take back", new CancelledOrders(context, posted, node.invoices, node.posting)::takeBack);
    steps.put(
      "translate",
      new OrdersToDocuments(context, posted, new DeletedRefunds(node.links, node.creditNotes))::translate
    );
    steps.put("contacts", node.steps::ensureContacts);
    steps.put("invoices", node.steps::bringInvoices);
    steps.put("prepare payments", new OrderPayments(money)::prepare);
    steps.put("payments", node.money::bringPayments);
    steps.put("prepare notes", credits::notes);
    steps.put("notes", node.money::bringCreditNotes);
    steps.put("prepare uses", credits::uses);
    steps.put("allocations", node.money::bringAllocations);
    steps.put("refund payments", node.money::bringPayments);
    steps.put("end", new OrderEnd()::settle);
    return steps;
  }

  private interface Step {
    void work(Batch batch);
  }

  /** Works these orders to the end; what became of each. */
  List<Outcome> work(long... ids) {
    return workTo("end", ids).elements().stream().map(Element::outcome).toList();
  }

  /** Works one order to the end. */
  Outcome outcome(long id) {
    return work(id).getFirst();
  }

  /** A process that dies after this step. */
  Batch workTo(String last, long... ids) {
    Batch batch = batch(ids);
    for (Map.Entry<String, Step> step : steps().entrySet()) {
      step.getValue().work(batch);
      if (step.getKey().equals(last)) {
        break;
      }
    }
    return batch;
  }

  /** The steps behind this one. */
  void goOn(Batch batch, String after) {
    boolean behind = false;
    for (Map.Entry<String, Step> step : steps().entrySet()) {
      if (behind) {
        step.getValue().work(batch);
      }
      behind |= step.getKey().equals(after);
    }
  }

  private Batch batch(long... ids) {
    Instant now = Instant.now();
    List<Element> elements = Arrays.stream(ids)
      .mapToObj(id ->
        new Element(
          new Message(
            ++messages,
            SHOP,
            "woocommerce-order",
            Long.toString(id),
            MessageState.IN_FLIGHT,
            null,
            1,
            0,
            now,
            now,
            "c"
          ),
          new byte[0]
        )
      )
      .toList();
    return new Batch(SHOP, "woocommerce-order", XeroTestBed.TENANT, 1, elements);
  }

  /** What Xero holds, in whatever status. */
  List<JsonNode> xero(XeroList list) {
    List<JsonNode> found = new ArrayList<>();
    node.pages.read(XeroTestBed.TENANT, list, page -> page.forEach(record -> found.add(record.json())));
    return found;
  }

  /** The invoice of this number. */
  JsonNode invoice(String number) {
    return xero(XeroList.INVOICES)
      .stream()
      .filter(invoice -> invoice.path("InvoiceNumber").asText().equals(number))
      .findFirst()
      .orElseThrow();
  }

  @Override
  public void close() {
    bed.close();
  }
}
