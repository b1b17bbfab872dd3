package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Orders of as many people that wait for one tenant; every other person is in Xero already, by the e-mail alone. */
final class Backlog {

  private static final int BATCH = 50;
  private static final int REQUEST = 250;

  private final XeroTestBed bed;
  private final XeroTestBed.Node node;
  private final String connection;
  private final String tenant;
  private final int orders;
  /** The orders came in together. */
  private Instant received = Instant.now();
  private IntFunction<String> email = this::ownEmail;

  Backlog(XeroTestBed bed, XeroTestBed.Node node, String connection, String tenant, int orders) {
    this.bed = bed;
    this.node = node;
    this.connection = connection;
    this.tenant = tenant;
    this.orders = orders;
  }

  /** A person's own doing, before the first order: every other customer is entered by hand. */
  Backlog halfOfThemKnown() {
    received = Instant.now();
    for (int from = 0; from < orders; from += REQUEST) {
      ObjectNode request = XeroJson.object();
      ArrayNode contacts = request.putArray("Contacts");
      for (int order = from; order < Math.min(orders, from + REQUEST); order += 2) {
        contacts.addObject().put("Name", "Customer " + email(order)).put("EmailAddress", email(order));
      }
      bed.byHand(tenant, "PUT", "/Contacts", request);
    }
    return this;
  }

  private String email(int order) {
    return email.apply(order);
  }

  private String ownEmail(int order) {
    return "customer-" + order + "@" + connection + ".example";
  }

  /** All orders are this one person's. */
  List<Batch> batchesOf(String person) {
    email = order -> person;
    return batches();
  }

  /** The orders in batches as the inbox hands them on. */
  List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < orders; from += BATCH) {
      List<Element> elements = new ArrayList<>();
      for (int order = from; order < Math.min(orders, from + BATCH); order++) {
        elements.add(element(order));
      }
      batches.add(new Batch(connection, "test", tenant, 1, elements));
    }
    return batches;
  }

  private Element element(int order) {
    Message message = new Message(
      order,
      connection,
      "test",
      "k" + order,
      MessageState.IN_FLIGHT,
      null,
      1,
      0,
      received,
      received,
      "c" + order
    );
    Element element = new Element(message, new byte[0]);
    String email = email(order);
    String number = Person.numberOf(connection, email);
    element.learn(Person.class, new Person(email, number, "Customer " + email, "", "", email));
    element.learn(InvoiceDraft.class, Drafts.invoice(connection, "" + order));
    return element;
  }

  /** Brings a batch over, as often as the budget puts it off. */
  void work(Batch batch) {
    Batch left = batch;
    while (!left.open().isEmpty()) {
      bring(left);
      List<Element> again = left
        .elements()
        .stream()
        .filter(element -> element.outcome() instanceof Outcome.Retry)
        .map(element -> element((int) element.message().id()))
        .toList();
      left = new Batch(connection, "test", tenant, 1, again);
    }
  }

  private void bring(Batch batch) {
    try {
      node.steps.ensureContacts(batch);
      node.steps.bringInvoices(batch);
    } catch (RemoteFailure noCallsLeft) {
      batch.open().forEach(element -> element.settle(Outcome.Retry.later("turned away", null)));
    }
  }

  /** Calls to the accounting API of this tenant so far, all of them. */
  int calls() {
    int[] calls = { 0 };
    counted()
      .path("byPath")
      .forEach(count -> calls[0] += count.asInt());
    return calls[0];
  }

  JsonNode counted() {
    return bed.ledger().path("tenants").path(tenant).path("calls");
  }

  int invoices() {
    return bed.ledger().path("tenants").path(tenant).path("invoices").asInt();
  }
}
