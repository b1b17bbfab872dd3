package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Violations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What people do in the organisation's own screens: by the same rules as the API, but without its limits, tokens and
 * counts. A {@code tenant} that is not named is the first; for varied bills it is the second, the bookseller whose bills
 * go to Stampli.
 */
final class Accountant {

  private static final int MOST_AT_ONCE = 20_000;

  private final Map<String, Books> books;
  private final Map<String, Resource> resources;
  private final Journal journal;

  Accountant(Map<String, Books> books, Map<String, Resource> resources, Journal journal) {
    this.books = books;
    this.resources = resources;
    this.journal = journal;
  }

  /** Does one thing and answers what came of it; throws IllegalArgumentException that says what to do. */
  JsonNode act(String deed, ObjectNode asked) {
    boolean buys = deed.equals("bills") && isVaried(asked);
    Books own = books(Json.text(asked, "tenant").or(() -> buys ? buyer() : Optional.empty()));
    try {
      return journal.together(() ->
        switch (deed) {
          case "archive" -> contact(own, asked, "ARCHIVED");
          case "restore" -> contact(own, asked, "ACTIVE");
          case "merge" -> merge(own, asked);
          case "recode" -> recode(own, asked);
          case "bills" -> buys ? raise(own, asked) : make(own, deed, asked);
          case "invoices", "purchase-orders" -> make(own, deed, asked);
          case "touch" -> touch(own, asked);
          case "account" -> account(own, asked);
          case "write" -> write(own, asked);
          default -> throw new IllegalArgumentException(
            "There is no /sandbox/ledger/" +
              deed +
              "; take invoices, bills, purchase-orders, touch, archive, restore, merge, recode, account or write"
          );
        }
      );
    } catch (Refused refused) {
      throw new IllegalArgumentException(String.join("; ", refused.messages()), refused);
    }
  }

  /** Bills are varied, unless they are to be plain or all of one status. */
  private static boolean isVaried(ObjectNode asked) {
    return !asked.path("kind").asText().equals("plain") && !asked.has("status");
  }

  /**
   * {@code {"count":50,"seed":1}}: suppliers, purchase orders and so many varied bills and credits;
   * {@code {"shapes":["copy-to-bill"],"count":3}}: so many times these, {@code "orders":40}: at least so many orders.
   */
  private static ObjectNode raise(Books own, ObjectNode asked) {
    int count = asked.has("count") ? count(asked) : Math.max(1, asked.path("shapes").size());
    int pool = asked.path("suppliers").asInt(Purchases.poolFor(own, count));
    Purchases purchases = new Purchases(own, asked.path("seed").asLong(1), Math.max(1, pool));
    if (asked.has("shapes")) {
      List<BillShape> shapes = new ArrayList<>();
      asked.path("shapes").forEach(name -> shapes.add(BillShape.called(name.asText())));
      purchases.shapes(shapes.isEmpty() ? List.of(BillShape.EXACT) : shapes, count);
    } else {
      purchases.bills(count);
    }
    return purchases.orders(Math.min(MOST_AT_ONCE, asked.path("orders").asInt())).told();
  }

  /** {@code {"count":50,"seed":1,"status":"AUTHORISED"}}: so many new documents, the same for the same seed. */
  private static ObjectNode make(Books own, String what, ObjectNode asked) {
    Paperwork paperwork = new Paperwork(own, new Random(asked.path("seed").asLong(1)));
    String status = asked.path("status").asText("AUTHORISED");
    Kind kind = what.equals("purchase-orders") ? Kind.PURCHASE_ORDER : Kind.INVOICE;
    ObjectNode made = Json.object();
    ArrayNode ids = made.putArray("ids");
    for (int left = count(asked); left > 0; left--) {
      ids.add(paperwork.make(what, status).path(kind.idField()));
    }
    return made;
  }

  /** {@code {"type":"contacts","count":3000}}: so many are changed at once, with one UpdatedDateUTC; or are made. */
  private static ObjectNode touch(Books own, ObjectNode asked) {
    String type = asked.path("type").asText();
    Kind kind = switch (type) {
      case "contacts" -> Kind.CONTACT;
      case "invoices" -> Kind.INVOICE;
      case "purchase-orders" -> Kind.PURCHASE_ORDER;
      default -> throw new IllegalArgumentException("type must be contacts, invoices or purchase-orders");
    };
    Paperwork paperwork = new Paperwork(own, new Random(asked.path("seed").asLong(1)));
    int count = count(asked);
    for (int missing = count - own.of(kind).size(); missing > 0; missing--) {
      paperwork.make(type, "AUTHORISED");
    }
    long now = own.clock().millis();
    ArrayNode ids = Json.array();
    own
      .of(kind)
      .all()
      .stream()
      .limit(count)
      .forEach(document -> ids.add(own.keepAt(kind, document.deepCopy(), now).path(kind.idField())));
    return Json.object().put("at", now).set("ids", ids);
  }

  private static int count(ObjectNode asked) {
    int count = asked.path("count").asInt(1);
    if (count < 1 || count > MOST_AT_ONCE) {
      throw new IllegalArgumentException("count must be from 1 to " + MOST_AT_ONCE);
    }
    return count;
  }

  /** Whose suppliers play when nobody says whose. */
  private Optional<String> buyer() {
    return books.keySet().stream().skip(1).findFirst();
  }

  private Books books(Optional<String> tenant) {
    String id = tenant.orElseGet(() -> books.keySet().iterator().next());
    return Optional.ofNullable(books.get(id)).orElseThrow(() ->
      new IllegalArgumentException("There is no tenant " + id + "; take one of " + books.keySet())
    );
  }

  private static ObjectNode named(Books own, Kind kind, ObjectNode asked, String field) {
    String name = Json.text(asked, field).orElseThrow(() ->
      new IllegalArgumentException(field + " is missing")
    );
    return own
      .find(kind, name)
      .orElseThrow(() -> new IllegalArgumentException("There is no " + kind.singular() + " " + name));
  }

  private static ObjectNode contact(Books own, ObjectNode asked, String status) {
    ObjectNode contact = named(own, Kind.CONTACT, asked, "contact");
    ObjectNode change = Json.object().put("ContactStatus", status);
    return ContactBook.of(own).bring(change.set("ContactID", contact.path("ContactID")));
  }

  private static ObjectNode merge(Books own, ObjectNode asked) {
    ObjectNode from = named(own, Kind.CONTACT, asked, "contact");
    return ContactBook.of(own).merge(from, named(own, Kind.CONTACT, asked, "into"));
  }

  /** Books a line to another account, which people may do even when the invoice is paid. */
  private static ObjectNode recode(Books own, ObjectNode asked) {
    ObjectNode invoice = named(own, Kind.INVOICE, asked, "invoice").deepCopy();
    String code = asked.path("account").asText();
    ObjectNode account = own
      .chart()
      .account(code)
      .filter(Chart::bookable)
      .orElseThrow(() -> new IllegalArgumentException("No line can be booked to account '" + code + "'"));
    if (!(invoice.path("LineItems").path(asked.path("line").asInt()) instanceof ObjectNode line)) {
      throw new IllegalArgumentException("The invoice has no line " + asked.path("line").asInt());
    }
    line.set("AccountCode", account.path("Code"));
    line.set("AccountID", account.path("AccountID"));
    return own.keep(Kind.INVOICE, invoice);
  }

  /** Changes an account, e.g. {@code {"account":"200","Status":"ARCHIVED"}}. */
  private static ObjectNode account(Books own, ObjectNode asked) {
    String code = asked.path("account").asText();
    ObjectNode changes = asked.deepCopy().without(List.of("account", "tenant"));
    own.changeAccount(code, changes);
    return own.chart().account(code).orElseThrow();
  }

  /** Any call of the API, e.g. {@code {"method":"PUT","path":"/Payments","body":{…}}}. */
  private JsonNode write(Books own, ObjectNode asked) {
    String[] address = asked.path("path").asText().split("\\?", 2);
    Headers headers = new Headers();
    headers.set("Content-Type", "application/json");
    Call call = new Call(
      asked.path("method").asText("PUT"),
      address[0],
      address.length > 1 ? address[1] : "unitdp=4",
      headers,
      Json.bytes(asked.path("body"))
    );
    Resource resource = call.segments().isEmpty() ? null : resources.get(call.segments().getFirst());
    if (resource == null) {
      throw new IllegalArgumentException("There is no " + address[0]);
    }
    Answer answer = resource.answer(new ApiCall(call, own, new Violations(), Habits.STRICT));
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.status() >= 300) {
      throw new IllegalArgumentException(answer.status() + " " + body);
    }
    return Json.parse(answer.body()).orElseGet(Json::object);
  }
}
