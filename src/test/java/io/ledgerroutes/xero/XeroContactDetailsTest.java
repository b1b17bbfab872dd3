package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.inbox.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How names and addresses of contacts follow their sources without taking anything from people. */
class XeroContactDetailsTest {

  private static final Instant MONDAY = Instant.parse("2026-11-16T01:00:00Z");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
  private static final Instant WEDNESDAY = TUESDAY.plus(Duration.ofDays(1));
  private static final PostalAddress HOME = address("1 Example St", "Hobart");
  private static final PostalAddress NEW_HOME = address("2 Other Rd", "Perth");
  private static final PostalAddress WORK = address("Level 3, Long Lane", "Sydney");

  private final XeroTestBed bed = new XeroTestBed();
  private final XeroTestBed.Node node = bed.connectedNode();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void a_new_contact_bears_billing_as_postal_and_shipping_as_street_address_and_the_phone() {
    JsonNode contact = read(ensure(jane("+61 2 5550 0001", HOME, WORK, MONDAY)));

    assertThat(part(contact, "Addresses", "POBOX").path("AddressLine1").asText()).isEqualTo("1 Example St");
    assertThat(part(contact, "Addresses", "POBOX").path("Country").asText()).isEqualTo("Australia");
    assertThat(part(contact, "Addresses", "STREET").path("City").asText()).isEqualTo("Sydney");
    assertThat(part(contact, "Phones", "DEFAULT").path("PhoneNumber").asText()).isEqualTo("+61 2 5550 0001");
  }

  @Test
  void the_same_words_in_another_case_or_fewer_of_them_change_nothing_and_cost_no_call() {
    ensure(jane("+61 2 5550 0001", HOME, WORK, MONDAY));
    int before = calls();

    ensure(jane("", address("1 EXAMPLE St", "hobart"), null, TUESDAY));

    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void what_the_source_changed_is_changed_and_everything_else_stays() {
    String id = ensure(jane("+61 2 5550 0001", HOME, WORK, MONDAY));
    edit(id, contact -> {
      contact.put("TaxNumber", "51 824 753 556");
      contact.putArray("Phones").addObject().put("PhoneType", "MOBILE").put("PhoneNumber", "0400 000 000");
      contact
        .withArray("Phones")
        .addObject()
        .put("PhoneType", "DEFAULT")
        .put("PhoneNumber", "+61 2 5550 0001");
    });

    ensure(jane("+61 3 5550 0003", NEW_HOME, WORK, TUESDAY));

    JsonNode contact = read(id);
    assertThat(part(contact, "Addresses", "POBOX").path("City").asText()).isEqualTo("Perth");
    assertThat(part(contact, "Addresses", "STREET").path("City").asText()).isEqualTo("Sydney");
    assertThat(part(contact, "Phones", "DEFAULT").path("PhoneNumber").asText()).isEqualTo("+61 3 5550 0003");
    assertThat(part(contact, "Phones", "MOBILE").path("PhoneNumber").asText()).isEqualTo("0400 000 000");
    assertThat(contact.path("TaxNumber").asText()).isEqualTo("51 824 753 556");
    assertThat(contact.path("Name").asText()).isEqualTo("Jane Roe");
  }

  @Test
  void what_a_person_changed_is_left_and_noted_and_holds_nothing_up() {
    String id = ensure(jane("+61 2 5550 0001", HOME, WORK, MONDAY));
    edit(id, contact ->
      contact.putArray("Addresses").add(address("PO Box 9", "Darwin").json("POBOX")).add(WORK.json("STREET"))
    );

    ensure(jane("+61 3 5550 0003", NEW_HOME, WORK, TUESDAY));

    JsonNode contact = read(id);
    assertThat(part(contact, "Addresses", "POBOX").path("City").asText()).isEqualTo("Darwin");
    assertThat(part(contact, "Phones", "DEFAULT").path("PhoneNumber").asText()).isEqualTo("+61 3 5550 0003");
    verify(node.audit).record(
      argThat(
        (AuditEntry entry) ->
          entry.action().equals("contact-left") && entry.reason().equals("a person's own in Xero: POBOX")
      )
    );
    ensure(jane("+61 3 5550 0003", HOME, WORK, WEDNESDAY));
    assertThat(part(read(id), "Addresses", "POBOX").path("City").asText()).isEqualTo("Darwin");
  }

  @Test
  void a_contact_that_a_person_entered_keeps_what_it_says() {
    String id = contact("Jane Roe & Sons", "jane@example.com");
    edit(id, contact -> contact.putArray("Addresses").add(address("PO Box 9", "Darwin").json("POBOX")));

    assertThat(ensure(jane("", HOME, null, MONDAY))).isEqualTo(id);
    assertThat(part(read(id), "Addresses", "POBOX").path("City").asText()).isEqualTo("Darwin");
    ensure(jane("+61 3 5550 0003", NEW_HOME, null, TUESDAY));

    JsonNode contact = read(id);
    assertThat(contact.path("Name").asText()).isEqualTo("Jane Roe & Sons");
    assertThat(part(contact, "Addresses", "POBOX").path("City").asText()).isEqualTo("Darwin");
    assertThat(part(contact, "Phones", "DEFAULT").path("PhoneNumber").asText()).isEqualTo("+61 3 5550 0003");
  }

  @Test
  void an_older_order_that_is_looked_at_again_takes_nothing_back() {
    String id = ensure(jane("", HOME, null, MONDAY));
    ensure(jane("", NEW_HOME, null, WEDNESDAY));

    ensure(jane("", HOME, null, MONDAY));
    ensure(jane("", WORK, null, TUESDAY));

    assertThat(part(read(id), "Addresses", "POBOX").path("City").asText()).isEqualTo("Perth");
  }

  @Test
  void of_several_orders_in_a_batch_the_latest_tells_the_address() {
    Map<String, Ensured> ensured = node.book.ensure(
      TENANT,
      List.of(
        jane("", HOME, null, MONDAY),
        jane("", NEW_HOME, null, WEDNESDAY),
        jane("", WORK, null, TUESDAY)
      ),
      Duration.ZERO
    );

    assertThat(part(read(id(ensured)), "Addresses", "POBOX").path("City").asText()).isEqualTo("Perth");
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void fifty_changed_people_are_read_in_two_calls_and_written_in_one() {
    node.book.ensure(TENANT, crowd(HOME, MONDAY), Duration.ZERO);
    int before = calls();

    node.book.ensure(TENANT, crowd(NEW_HOME, TUESDAY), Duration.ZERO);

    assertThat(calls() - before).isEqualTo(3);
    assertThat(bed.ledger().path("violations")).isEmpty();
  }

  private static List<Person> crowd(PostalAddress address, Instant at) {
    return IntStream.range(0, 50)
      .mapToObj(number -> "p" + number)
      .map(who ->
        new Person(who + "@x.example", "craft-shop:" + who, "Name of " + who, "", "", who + "@x.example")
          .reachedAt("", Optional.of(address), Optional.empty())
          .asOf(at)
      )
      .toList();
  }

  // The consent at the beginning is on the trail as well.
  private static AuditEntry ofAContact() {
    return argThat(entry -> !entry.action().equals("consent-given"));
  }

  @Test
  void a_lost_answer_to_a_change_is_told_from_a_person_s_doing() {
    String id = ensure(jane("", HOME, null, MONDAY));
    bed.fault(
      "{\"system\":\"xero\",\"kind\":\"answer-lost\",\"path\":\"/Contacts\",\"method\":\"POST\",\"times\":1}"
    );
    Ensured unsure = node.book
      .ensure(TENANT, List.of(jane("", NEW_HOME, null, TUESDAY)), Duration.ZERO)
      .get("jane@example.com");
    assertThat(unsure).isInstanceOfSatisfying(Ensured.Stopped.class, stopped ->
      assertThat(stopped.outcome()).isInstanceOf(Outcome.Retry.class)
    );

    XeroTestBed.Node later = bed.node();
    later.book.ensure(TENANT, List.of(jane("", NEW_HOME, null, TUESDAY)), Duration.ZERO);
    ensure(jane("", WORK, null, WEDNESDAY));

    assertThat(part(read(id), "Addresses", "POBOX").path("City").asText()).isEqualTo("Sydney");
    verify(later.audit, never()).record(ofAContact());
    verify(node.audit, never()).record(ofAContact());
  }

  @Test
  void a_name_that_somebody_else_bears_is_not_taken_but_the_address_is() {
    String id = ensure(jane("", HOME, null, MONDAY));
    contact("Roe Pty Ltd", "other@example.com");
    node.known.since(TENANT, System.nanoTime());

    Person renamed = new Person(
      "jane@example.com",
      "craft-shop:jane",
      "Roe Pty Ltd",
      "Jane",
      "Roe",
      "jane@example.com"
    );
    ensure(renamed.reachedAt("", Optional.of(NEW_HOME), Optional.empty()).asOf(TUESDAY));

    assertThat(read(id).path("Name").asText()).isEqualTo("Jane Roe");
    assertThat(part(read(id), "Addresses", "POBOX").path("City").asText()).isEqualTo("Perth");
  }

  @Test
  void a_customer_who_marries_gets_the_new_name() {
    String id = ensure(jane("", HOME, null, MONDAY));
    Person married = new Person(
      "jane@example.com",
      "craft-shop:jane",
      "Jane Doe",
      "Jane",
      "Doe",
      "jane@example.com"
    );

    ensure(married.reachedAt("", Optional.of(HOME), Optional.empty()).asOf(TUESDAY));

    assertThat(read(id).path("Name").asText()).isEqualTo("Jane Doe");
    assertThat(read(id).path("LastName").asText()).isEqualTo("Doe");
  }

  @Test
  void what_was_merged_away_is_never_written_to() {
    String id = ensure(jane("", HOME, null, MONDAY));
    String left = contact("Jane the Elder", "elder@example.com");
    bed.control("/sandbox/ledger/merge", "{\"contact\":\"" + id + "\",\"into\":\"" + left + "\"}");
    JsonNode merged = read(id);

    ensure(jane("", NEW_HOME, null, TUESDAY));

    assertThat(read(id)).isEqualTo(merged);
    assertThat(read(left).path("Addresses")).isEmpty();
  }

  @Test
  void an_archived_contact_of_ours_is_made_active_again_where_that_is_allowed() {
    String id = ensure(jane("", HOME, null, MONDAY).restorable(true));
    archive(id);

    Optional<ContactId> now = node.book.successor(TENANT, new ContactId(id, true));

    assertThat(now).contains(new ContactId(id, true));
    assertThat(read(id).path("ContactStatus").asText()).isEqualTo("ACTIVE");
    assertThat(part(read(id), "Addresses", "POBOX").path("City").asText()).isEqualTo("Hobart");
  }

  @Test
  void an_archived_contact_stays_archived_unless_it_is_allowed() {
    String id = ensure(jane("", HOME, null, MONDAY));
    archive(id);

    assertThat(node.book.successor(TENANT, new ContactId(id))).isEmpty();
    ensure(jane("", NEW_HOME, null, TUESDAY));

    assertThat(read(id).path("ContactStatus").asText()).isEqualTo("ARCHIVED");
  }

  @ParameterizedTest
  @CsvSource(
    { "craft-shop:jane, true, ACTIVE", "craft-shop:jane, false, ARCHIVED", "CRM-17, true, ARCHIVED" }
  )
  void one_found_archived_is_restored_only_by_our_own_number(String number, boolean allowed, String status) {
    String id = contact("Jane Roe", "jane@example.com");
    edit(id, contact -> contact.put("ContactNumber", number));
    archive(id);

    Ensured ensured = node.book
      .ensure(TENANT, List.of(jane("", HOME, null, MONDAY).restorable(allowed)), Duration.ZERO)
      .get("jane@example.com");

    assertThat(read(id).path("ContactStatus").asText()).isEqualTo(status);
    assertThat(ensured instanceof Ensured.Contact).isEqualTo(status.equals("ACTIVE"));
    assertThat(contacts()).isEqualTo(1);
  }

  @Test
  void a_person_linked_before_details_were_kept_starts_with_what_is_known_now() {
    String id = ensure(jane("", HOME, null, MONDAY));
    bed.store.database().sql().sql("DELETE FROM link WHERE target_type = 'xero-contact-details'").update();

    ensure(jane("", NEW_HOME, null, TUESDAY));
    assertThat(part(read(id), "Addresses", "POBOX").path("City").asText()).isEqualTo("Hobart");
    ensure(jane("+61 3 5550 0003", NEW_HOME, null, WEDNESDAY));

    assertThat(part(read(id), "Phones", "DEFAULT").path("PhoneNumber").asText()).isEqualTo("+61 3 5550 0003");
  }

  @Test
  void nothing_personal_stands_in_words_that_may_be_printed() {
    Person jane = jane("+61 2 5550 0001", HOME, WORK, MONDAY);

    assertThat(jane + " " + HOME).doesNotContain("Jane", "@", "5550", "Example", "Hobart");
  }

  private static Person jane(String phone, PostalAddress postal, PostalAddress street, Instant at) {
    return new Person("jane@example.com", "craft-shop:jane", "Jane Roe", "Jane", "Roe", "jane@example.com")
      .reachedAt(phone, Optional.of(postal), Optional.ofNullable(street))
      .asOf(at);
  }

  private static PostalAddress address(String line, String city) {
    return new PostalAddress("", line, "", city, "TAS", "7000", "Australia");
  }

  private String ensure(Person person) {
    return id(node.book.ensure(TENANT, List.of(person), Duration.ZERO));
  }

  private static String id(Map<String, Ensured> ensured) {
    return ((Ensured.Contact) ensured.get("jane@example.com")).id().value();
  }

  private String contact(String name, String email) {
    ObjectNode body = XeroJson.object();
    body.putArray("Contacts").addObject().put("Name", name).put("EmailAddress", email);
    return bed.byHand("PUT", "/Contacts", body).path("Contacts").path(0).path("ContactID").asText();
  }

  private void edit(String id, java.util.function.Consumer<ObjectNode> how) {
    ObjectNode body = XeroJson.object();
    how.accept(body.putArray("Contacts").addObject().put("ContactID", id));
    bed.byHand("POST", "/Contacts", body);
  }

  private void archive(String id) {
    edit(id, contact -> contact.put("ContactStatus", "ARCHIVED"));
  }

  private JsonNode read(String contact) {
    return node.calls.call(TENANT, XeroCall.read("/Contacts/" + contact)).path("Contacts").path(0);
  }

  private static JsonNode part(JsonNode contact, String list, String type) {
    List<JsonNode> parts = new ArrayList<>();
    contact
      .path(list)
      .forEach(part -> {
        if (part.path("AddressType").asText(part.path("PhoneType").asText()).equals(type)) {
          parts.add(part);
        }
      });
    return parts.isEmpty() ? XeroJson.object() : parts.getFirst();
  }

  private int contacts() {
    return bed.ledger().path("contacts").asInt();
  }

  private int calls() {
    int[] sum = { 0 };
    bed
      .ledger()
      .path("tenants")
      .path(TENANT)
      .path("calls")
      .path("byPath")
      .forEach(count -> sum[0] += count.asInt());
    return sum[0];
  }
}
