package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Dead;
import io.ledgerroutes.inbox.Outcome.Delivered;
import io.ledgerroutes.inbox.Outcome.Held;
import io.ledgerroutes.inbox.Outcome.Retry;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XeroStepsTest {

  private final XeroTestBed bed = new XeroTestBed();
  private XeroTestBed.Node node;

  @BeforeEach
  void connect() {
    node = bed.connectedNode();
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void fifty_orders_of_fifty_people_are_three_calls_and_fifty_invoices() {
    node.calls.call(TENANT, XeroCall.read("/Organisation"));
    int before = calls();
    Batch batch = batch(
      IntStream.range(0, 50)
        .mapToObj(order -> order(order, "p" + order))
        .toList()
    );

    run(node, batch);

    assertThat(batch.elements()).allSatisfy(element ->
      assertThat(element.outcome()).isInstanceOf(Delivered.class)
    );
    assertThat(invoices()).isEqualTo(50);
    assertThat(contacts()).isEqualTo(50);
    // The contacts are loaded and read up to now, then one write of contacts and one of invoices.
    assertThat(calls() - before).isEqualTo(4);
    assertThat(bed.ledger().path("violations")).isEmpty();
  }

  @Test
  void fifty_orders_of_one_guest_are_one_contact() {
    Batch batch = batch(
      IntStream.range(0, 50)
        .mapToObj(order -> order(order, "guest"))
        .toList()
    );

    run(node, batch);

    assertThat(contacts()).isEqualTo(1);
    assertThat(invoices()).isEqualTo(50);
  }

  @Test
  void the_same_guest_of_two_shops_of_the_tenant_is_one_contact() {
    run(node, batch(List.of(order(1, "guest"))));
    Element second = element(2);
    second.learn(Person.class, person("second-shop", "guest"));
    second.learn(InvoiceDraft.class, Drafts.invoice("second-shop", "2"));

    run(node, batch(List.of(second)));

    assertThat(second.outcome()).isInstanceOf(Delivered.class);
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void a_second_pass_of_the_same_orders_writes_nothing() {
    run(node, batch(List.of(order(1, "a"), order(2, "b"))));
    int before = calls();
    Batch again = batch(List.of(order(1, "a"), order(2, "b")));

    run(bed.node(), again);

    assertThat(again.elements()).allSatisfy(element ->
      assertThat(element.outcome()).isInstanceOf(Delivered.class)
    );
    assertThat(invoices()).isEqualTo(2);
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void a_lost_answer_to_the_invoices_leaves_each_invoice_once() {
    bed.fault("{\"system\":\"xero\",\"kind\":\"answer-lost\",\"path\":\"/Invoices\",\"times\":1}");
    Batch first = batch(List.of(order(1, "a"), order(2, "b")));
    run(node, first);
    assertThat(first.elements()).allSatisfy(element ->
      assertThat(element.outcome()).isInstanceOf(Retry.class)
    );

    Batch again = batch(List.of(order(1, "a"), order(2, "b")));
    run(bed.node(), again);

    assertThat(again.elements()).allSatisfy(element ->
      assertThat(element.outcome()).isInstanceOf(Delivered.class)
    );
    assertThat(invoices()).isEqualTo(2);
    assertThat(bed.ledger().path("duplicates").asInt()).isZero();
  }

  @Test
  void a_lost_answer_to_the_contacts_leaves_one_contact_through_two_shops() {
    bed.fault(
      "{\"system\":\"xero\",\"kind\":\"answer-lost\",\"path\":\"/Contacts\",\"method\":\"PUT\",\"times\":1}"
    );
    Batch first = batch(List.of(order(1, "guest")));
    run(node, first);
    assertThat(first.elements().getFirst().outcome()).isInstanceOf(Retry.class);
    Element second = element(2);
    second.learn(Person.class, person("second-shop", "guest"));
    second.learn(InvoiceDraft.class, Drafts.invoice("second-shop", "2"));

    run(bed.node(), batch(List.of(second)));
    Batch again = batch(List.of(order(1, "guest")));
    run(bed.node(), again);

    assertThat(again.elements().getFirst().outcome()).isInstanceOf(Delivered.class);
    assertThat(contacts()).isEqualTo(1);
    assertThat(invoices()).isEqualTo(2);
  }

  @Test
  void one_bad_invoice_of_many_is_dead_alone_in_xeros_words() {
    Element bad = order(3, "c");
    bad.known(InvoiceDraft.class).body().withArray("LineItems").path(0);
    ((com.fasterxml.jackson.databind.node.ObjectNode) bad
        .known(InvoiceDraft.class)
        .body()
        .path("LineItems")
        .path(0)).put("TaxType", "NOSUCH");
    Batch batch = batch(List.of(order(1, "a"), order(2, "b"), bad));

    run(node, batch);

    assertThat(bad.outcome()).isInstanceOfSatisfying(Dead.class, dead ->
      assertThat(dead.reason()).contains("NOSUCH")
    );
    assertThat(invoices()).isEqualTo(2);
  }

  @Test
  void an_existing_customer_is_used_and_marked_where_it_bears_no_number() {
    String existing = contact("Jane Roe", "JANE@example.com", "");

    Element order = order(1, "jane");
    run(node, batch(List.of(order)));

    assertThat(order.outcome()).isInstanceOf(Delivered.class);
    assertThat(order.known(ContactId.class).value()).isEqualTo(existing);
    assertThat(read(existing).path("ContactNumber").asText()).isEqualTo("craft-shop:jane");
    assertThat(read(existing).path("Name").asText()).isEqualTo("Jane Roe");
  }

  @Test
  void a_batch_with_new_people_looks_once_and_one_without_does_not_look_at_all() {
    run(node, batch(List.of(order(1, "a"))));
    contact("Known", "known@example.com", "CRM-1");
    run(node, batch(List.of(order(2, "b"))));
    int before = contactCalls();

    run(node, batch(List.of(order(3, "a"), order(4, "known"))));
    assertThat(contactCalls() - before).isZero();
    run(node, batch(List.of(order(5, "c"), order(6, "known"), order(7, "d"))));

    assertThat(contactCalls() - before).isEqualTo(2);
    assertThat(contacts()).isEqualTo(5);
  }

  @Test
  void records_that_had_come_in_by_the_last_look_share_it_and_what_is_tried_again_looks_anew() {
    Element early = order(2, "b");
    Element again = order(3, "c", 2);
    run(node, batch(List.of(order(1, "a"))));
    int before = contactCalls();

    run(node, batch(List.of(early)));
    assertThat(contactCalls() - before).as("written without a look").isEqualTo(1);
    run(node, batch(List.of(again)));

    assertThat(contactCalls() - before).as("looked and written").isEqualTo(3);
  }

  @Test
  void a_replay_sees_what_a_person_mended_at_xero_just_before() {
    String namesake = contact("Name of jane", "", "");
    Element replayed = order(2, "jane", 1, "replayed by an operator");
    Element held = order(1, "jane");
    run(node, batch(List.of(held)));
    assertThat(held.outcome()).isInstanceOf(Held.class);

    rename(namesake, "Jane the elder");
    run(node, batch(List.of(replayed)));

    assertThat(replayed.outcome()).isInstanceOf(Delivered.class);
  }

  @Test
  void a_customer_who_changed_the_e_mail_is_known_by_the_number() {
    Element first = order(1, "jane");
    run(node, batch(List.of(first)));
    Element second = order(2, "jane");
    Person changed = new Person("new@x.example", "craft-shop:jane", "J. Roe", "", "", "new@x.example");
    second.learn(Person.class, changed);

    run(node, batch(List.of(second)));

    assertThat(second.outcome()).isInstanceOf(Delivered.class);
    assertThat(second.known(ContactId.class)).isEqualTo(first.known(ContactId.class));
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void a_merged_customer_is_followed_to_the_one_that_is_left() {
    String left = contact("Jane Roe", "jane.roe@example.com", "");
    String merged = contact("Jane R", "jane@example.com", "");
    merge(merged, left);

    Element order = order(1, "jane");
    run(node, batch(List.of(order)));

    assertThat(order.outcome()).isInstanceOf(Delivered.class);
    assertThat(order.known(ContactId.class).value()).isEqualTo(left);
  }

  @Test
  void a_contact_merged_after_it_was_linked_is_followed() {
    Element first = order(1, "jane");
    run(node, batch(List.of(first)));
    String left = contact("Jane Roe", "jane.roe@example.com", "");
    merge(first.known(ContactId.class).value(), left);

    Element second = order(2, "jane");
    run(node, batch(List.of(second)));

    assertThat(second.outcome()).isInstanceOf(Delivered.class);
    assertThat(second.known(ContactId.class).value()).isEqualTo(left);
  }

  @Test
  void a_name_taken_between_look_and_write_is_decided_on_anew() {
    KnownContacts behind = new BehindTime(node.known, () -> {
      contact("Name of jane", "jane@example.com", "");
      contact("Name of john", "somebody@example.com", "");
    });
    XeroContacts target = new XeroContacts(node.calls, behind, node.probe);
    XeroContactBook book = new XeroContactBook(
      node.links,
      node.posting,
      target,
      node.details,
      behind,
      bed.vault
    );

    Map<String, Ensured> ensured = book.ensure(
      TENANT,
      List.of(person("craft-shop", "jane"), person("craft-shop", "john")),
      Duration.ZERO
    );

    assertThat(ensured.values()).allSatisfy(one -> assertThat(one).isInstanceOf(Ensured.Contact.class));
    assertThat(read(idOf(ensured, "jane")).path("ContactNumber").asText()).isEqualTo("craft-shop:jane");
    assertThat(read(idOf(ensured, "john")).path("Name").asText()).isEqualTo("Name of john (craft-shop:john)");
    assertThat(contacts()).isEqualTo(3);
  }

  private static String idOf(Map<String, Ensured> ensured, String who) {
    return ((Ensured.Contact) ensured.get(who + "@example.com")).id().value();
  }

  /** Something happens in Xero right after the first look. */
  private record BehindTime(KnownContacts known, Runnable happens, boolean[] happened) implements
    KnownContacts {
    BehindTime(KnownContacts known, Runnable happens) {
      this(known, happens, new boolean[1]);
    }

    @Override
    public void since(String tenant, long moment) {
      known.since(tenant, moment);
      if (!happened[0]) {
        happened[0] = true;
        happens.run();
      }
    }

    @Override
    public void notOlderThan(String tenant, Duration age) {
      known.notOlderThan(tenant, age);
    }

    @Override
    public List<LedgerContact> byEmail(String tenant, Collection<String> emails) {
      return known.byEmail(tenant, emails);
    }

    @Override
    public List<LedgerContact> byNumber(String tenant, Collection<String> numbers) {
      return known.byNumber(tenant, numbers);
    }

    @Override
    public List<LedgerContact> byName(String tenant, Collection<String> names) {
      return known.byName(tenant, names);
    }

    @Override
    public List<LedgerContact> byId(String tenant, Collection<String> ids) {
      return known.byId(tenant, ids);
    }

    @Override
    public void remember(String tenant, Collection<JsonNode> contacts) {
      known.remember(tenant, contacts);
    }
  }

  @Test
  void someone_elses_number_is_left_alone() {
    String existing = contact("Jane Roe", "jane@example.com", "CRM-17");

    Element order = order(1, "jane");
    run(node, batch(List.of(order)));

    assertThat(order.known(ContactId.class).value()).isEqualTo(existing);
    assertThat(read(existing).path("ContactNumber").asText()).isEqualTo("CRM-17");
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void a_name_of_another_person_gets_the_number_as_suffix() {
    contact("Name of jane", "somebody@example.com", "");

    Element order = order(1, "jane");
    run(node, batch(List.of(order)));

    assertThat(order.outcome()).isInstanceOf(Delivered.class);
    assertThat(read(order.known(ContactId.class).value()).path("Name").asText()).isEqualTo(
      "Name of jane (craft-shop:jane)"
    );
  }

  @Test
  void a_name_that_nobody_can_tell_apart_is_held() {
    contact("Name of jane", "", "");

    Element order = order(1, "jane");
    run(node, batch(List.of(order)));

    assertThat(order.outcome()).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).contains("same name").doesNotContain("jane")
    );
    assertThat(invoices()).isZero();
  }

  @Test
  void two_people_of_one_name_in_one_batch_are_two_contacts() {
    Element one = order(1, "one");
    Element two = order(2, "two");
    one.learn(
      Person.class,
      new Person("one@x.example", "craft-shop:1", "John Smith", "", "", "one@x.example")
    );
    two.learn(
      Person.class,
      new Person("two@x.example", "craft-shop:2", "john smith", "", "", "two@x.example")
    );

    run(node, batch(List.of(one, two)));

    assertThat(contacts()).isEqualTo(2);
    assertThat(read(two.known(ContactId.class).value()).path("Name").asText()).isEqualTo(
      "john smith (craft-shop:2)"
    );
  }

  @Test
  void names_and_addresses_with_quotes_find_their_way() {
    contact("Bob \"Bobby\" Ray", "other@example.com", "");
    Element order = order(1, "bob");
    order.learn(
      Person.class,
      new Person("o\"b@x.example", "craft-shop:bob", "Bob \"Bobby\" Ray", "", "", "o\"b@x.example")
    );

    run(node, batch(List.of(order)));

    assertThat(order.outcome()).isInstanceOf(Delivered.class);
    assertThat(contacts()).isEqualTo(2);
  }

  @Test
  void an_archived_contact_holds_its_orders() {
    String existing = contact("Jane Roe", "jane@example.com", "");
    archive(existing);

    Element order = order(1, "jane");
    run(node, batch(List.of(order)));

    assertThat(order.outcome()).isEqualTo(new Held(ContactChoice.ARCHIVED));
  }

  @Test
  void a_contact_archived_after_it_was_linked_holds_its_next_order() {
    Element first = order(1, "jane");
    run(node, batch(List.of(first)));
    archive(first.known(ContactId.class).value());

    Element second = order(2, "jane");
    Element other = order(3, "other");
    run(node, batch(List.of(second, other)));

    assertThat(second.outcome()).isEqualTo(new Held(ContactChoice.ARCHIVED));
    assertThat(other.outcome()).isInstanceOf(Delivered.class);
  }

  @Test
  void an_order_that_changed_after_it_was_posted_changes_its_invoice_which_keeps_its_number_and_days() {
    run(node, batch(List.of(order(1, "a"))));
    Element changed = changed(1, "60.0000", "2026-11-22");

    run(node, batch(List.of(changed)));

    assertThat(changed.outcome()).isInstanceOf(Delivered.class);
    JsonNode invoice = invoice("craft-shop-1");
    assertThat(invoice.path("Total").decimalValue()).isEqualByComparingTo("120");
    assertThat(invoice.path("DateString").asText()).startsWith("2026-11-21");
    assertThat(invoices()).isEqualTo(1);
  }

  @Test
  void an_invoice_that_a_person_recoded_is_held_with_both_versions() {
    run(node, batch(List.of(order(1, "a"))));
    bed.control("/sandbox/ledger/recode", "{\"invoice\":\"craft-shop-1\",\"line\":0,\"account\":\"205\"}");
    Element changed = changed(1, "60.0000", "2026-11-21");

    run(node, batch(List.of(changed)));

    assertThat(changed.outcome()).isEqualTo(
      new Held("document craft-shop-1 was changed by a person: line 1 account 205 instead of 200")
    );
    assertThat(invoice("craft-shop-1").path("Total").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void an_invoice_that_bears_a_payment_is_held_when_its_order_changes() {
    run(node, batch(List.of(order(1, "a"))));
    var payment = XeroJson.object();
    var asked = payment.putArray("Payments").addObject();
    asked.putObject("Invoice").put("InvoiceNumber", "craft-shop-1");
    asked.putObject("Account").put("Code", "091");
    asked.put("Date", "2026-11-21").put("Amount", 50);
    bed.byHand("PUT", "/Payments", payment);
    Element changed = changed(1, "60.0000", "2026-11-21");

    run(node, batch(List.of(changed)));

    assertThat(changed.outcome()).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).startsWith("document craft-shop-1 bears payments or credit of 50.00")
    );
  }

  private static Element changed(int id, String unit, String day) {
    Element element = order(id, "a");
    InvoiceDraft draft = element.known(InvoiceDraft.class);
    var body = draft.body().deepCopy().put("Date", day).put("DueDate", day);
    ((com.fasterxml.jackson.databind.node.ObjectNode) body.path("LineItems").path(0)).put(
      "UnitAmount",
      new java.math.BigDecimal(unit)
    );
    element.learn(InvoiceDraft.class, new InvoiceDraft(draft.source(), draft.number(), body, "second"));
    return element;
  }

  private JsonNode invoice(String number) {
    return node.pages
      .page(TENANT, XeroList.INVOICES.with("InvoiceNumbers=" + number), 1)
      .records()
      .getFirst()
      .json();
  }

  @Test
  void a_number_taken_by_another_document_is_held() {
    Element one = order(1, "a");
    run(node, batch(List.of(one)));
    Element two = element(2);
    InvoiceDraft taken = one.known(InvoiceDraft.class);
    two.learn(Person.class, person("craft-shop", "b"));
    two.learn(
      InvoiceDraft.class,
      new InvoiceDraft(Drafts.invoice("craft-shop", "2").source(), taken.number(), taken.body(), "first")
    );

    run(node, batch(List.of(two)));

    assertThat(two.outcome()).isInstanceOf(Held.class);
    assertThat(invoices()).isEqualTo(1);
  }

  @Test
  void a_revoked_token_burns_nothing() {
    bed.fault("{\"system\":\"xero\",\"kind\":\"token-revoked\",\"path\":\"/Contacts\",\"times\":1}");
    Element order = order(1, "a");

    Throwable stopped = org.assertj.core.api.Assertions.catchThrowable(() ->
      run(node, batch(List.of(order)))
    );

    boolean parked = stopped instanceof RemoteFailure || order.outcome() instanceof Retry;
    assertThat(parked).isTrue();
    bed.consent(node, "craft-shop");
    Element again = order(1, "a");
    run(node, batch(List.of(again)));
    assertThat(again.outcome()).isInstanceOf(Delivered.class);
  }

  @Test
  void an_expired_token_is_renewed_once_and_the_same_bytes_are_sent_again() {
    bed.store.database().sql().sql("UPDATE xero_grant SET access_until = access_until - 1").update();
    String stale = node.grants.accessToken(XeroTestBed.GRANT);
    XeroTestBed.Node elsewhere = bed.node();
    elsewhere.grants.insteadOf(XeroTestBed.GRANT, stale);

    Element order = order(1, "a");
    run(node, batch(List.of(order)));

    assertThat(order.outcome()).isInstanceOf(Delivered.class);
    assertThat(invoices()).isEqualTo(1);
  }

  @Test
  void a_write_that_could_outlive_the_lease_is_not_sent() {
    run(node, batch(List.of(order(1, "a"))));
    bed.lease(1, Duration.ofSeconds(10));

    assertThat(
      org.assertj.core.api.Assertions.catchThrowable(() -> run(node, batch(List.of(order(2, "b")))))
    ).isInstanceOf(io.ledgerroutes.posting.LeaseLost.class);
    assertThat(invoices()).isEqualTo(1);
    assertThat(contacts()).isEqualTo(1);
  }

  private static void run(XeroTestBed.Node node, Batch batch) {
    node.steps.ensureContacts(batch);
    node.steps.bringInvoices(batch);
    // What no step has stopped is done.
    batch
      .open()
      .forEach(element -> element.settle(new Delivered(Brought.of(element).links().getFirst().number())));
  }

  private static Batch batch(List<Element> elements) {
    return new Batch("craft-shop", "test", TENANT, 1, elements);
  }

  private static Element order(int id, String who) {
    return order(id, who, 1);
  }

  private static Element order(int id, String who, int attempts) {
    return order(id, who, attempts, null);
  }

  private static Element order(int id, String who, int attempts, String reason) {
    Element element = element(id, attempts, reason);
    element.learn(Person.class, person("craft-shop", who));
    element.learn(InvoiceDraft.class, Drafts.invoice("craft-shop", String.valueOf(id)));
    return element;
  }

  private static Element element(int id) {
    return element(id, 1, null);
  }

  private static Element element(int id, int attempts, String reason) {
    Instant now = Instant.now();
    return new Element(
      new Message(
        id,
        "craft-shop",
        "test",
        "k" + id,
        MessageState.IN_FLIGHT,
        reason,
        attempts,
        0,
        now,
        now,
        "c" + id
      ),
      new byte[0]
    );
  }

  private static Person person(String connection, String who) {
    String email = who + "@example.com";
    return new Person(email, Person.numberOf(connection, who), "Name of " + who, "", "", email);
  }

  private String contact(String name, String email, String number) {
    var body = XeroJson.object();
    var contact = body.putArray("Contacts").addObject().put("Name", name);
    if (!email.isEmpty()) {
      contact.put("EmailAddress", email);
    }
    if (!number.isEmpty()) {
      contact.put("ContactNumber", number);
    }
    return bed.byHand("PUT", "/Contacts", body).path("Contacts").path(0).path("ContactID").asText();
  }

  private void rename(String id, String name) {
    var body = XeroJson.object();
    body.putArray("Contacts").addObject().put("ContactID", id).put("Name", name);
    bed.byHand("POST", "/Contacts", body);
  }

  private void archive(String id) {
    var body = XeroJson.object();
    body.putArray("Contacts").addObject().put("ContactID", id).put("ContactStatus", "ARCHIVED");
    bed.byHand("POST", "/Contacts", body);
  }

  private void merge(String from, String into) {
    bed.control("/sandbox/ledger/merge", "{\"contact\":\"" + from + "\",\"into\":\"" + into + "\"}");
  }

  private int contactCalls() {
    JsonNode counted = bed.ledger().path("tenants").path(TENANT).path("calls").path("byPath");
    return (
      counted.path("GET /Contacts").asInt() +
      counted.path("PUT /Contacts").asInt() +
      counted.path("POST /Contacts").asInt()
    );
  }

  private JsonNode read(String contact) {
    return node.calls.call(TENANT, XeroCall.read("/Contacts/" + contact)).path("Contacts").path(0);
  }

  private int invoices() {
    return bed.ledger().path("invoices").asInt();
  }

  private int contacts() {
    return bed.ledger().path("contacts").asInt();
  }

  private int calls() {
    int[] sum = { 0 };
    JsonNode counted = bed.ledger().path("tenants").path(TENANT).path("calls").path("byPath");
    counted.forEach(count -> sum[0] += count.asInt());
    return sum[0];
  }
}
