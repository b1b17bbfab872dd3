package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a source knows of a contact beside its number, in one form for the source and for Xero: names, e-mail, phone,
 * postal and street address. A source that knows nothing of a field leaves it as it is.
 */
final class ContactFields {

  private static final String NAME = "Name";
  private static final List<String> TEXTS = List.of(NAME, "FirstName", "LastName", "EmailAddress");
  private static final String PHONE = "Phone";
  private static final String POSTAL = "POBOX";
  private static final String STREET = "STREET";
  private static final List<String> ADDRESSES = List.of(POSTAL, STREET);
  private static final String ADDRESS_TYPE = "AddressType";
  private static final String PHONE_TYPE = "PhoneType";
  private static final String DEFAULT_PHONE = "DEFAULT";
  private static final List<String> PHONE_PARTS = List.of("PhoneCountryCode", "PhoneAreaCode", "PhoneNumber");

  private final ObjectNode fields;

  private ContactFields(ObjectNode fields) {
    this.fields = fields;
  }

  /** As the source knows them. */
  static ContactFields of(Person person) {
    ObjectNode fields = XeroJson.object()
      .put(NAME, person.name())
      .put("FirstName", person.firstName())
      .put("LastName", person.lastName())
      .put("EmailAddress", person.email())
      .put(PHONE, person.phone());
    person
      .postal()
      .filter(address -> !address.isEmpty())
      .ifPresent(address -> fields.set(POSTAL, address.json(POSTAL)));
    person
      .street()
      .filter(address -> !address.isEmpty())
      .ifPresent(address -> fields.set(STREET, address.json(STREET)));
    return new ContactFields(fields);
  }

  /** As Xero answers them. */
  static ContactFields of(JsonNode contact) {
    ObjectNode fields = XeroJson.object();
    TEXTS.forEach(name -> fields.put(name, Canonical.text(contact, name)));
    fields.put(PHONE, phone(ofType(contact.path("Phones"), PHONE_TYPE, DEFAULT_PHONE)));
    for (String type : ADDRESSES) {
      PostalAddress address = PostalAddress.of(ofType(contact.path("Addresses"), ADDRESS_TYPE, type));
      if (!address.isEmpty()) {
        fields.set(type, address.json(type));
      }
    }
    return new ContactFields(fields);
  }

  /** As {@link #text} wrote them. */
  static ContactFields read(String text) {
    return new ContactFields(
      (ObjectNode) XeroJson.own(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
    );
  }

  private static JsonNode ofType(JsonNode list, String typeField, String type) {
    for (JsonNode element : list) {
      if (element.path(typeField).asText().equals(type)) {
        return element;
      }
    }
    return XeroJson.object();
  }

  /** Xero takes a number whole and may answer it in parts. */
  private static String phone(JsonNode phone) {
    List<String> parts = new ArrayList<>();
    PHONE_PARTS.forEach(part -> {
      if (!Canonical.text(phone, part).isEmpty()) {
        parts.add(Canonical.text(phone, part));
      }
    });
    return String.join(" ", parts);
  }

  String text() {
    return XeroJson.text(fields);
  }

  /** The same whatever the case and the blanks: nobody's data has changed by these. */
  String folded() {
    return LedgerContact.folded(text());
  }

  /** These, and of the earlier ones what these say nothing of. */
  ContactFields over(ContactFields earlier) {
    ObjectNode all = earlier.fields.deepCopy();
    fields
      .properties()
      .stream()
      .filter(field -> !isEmpty(field.getValue()))
      .forEach(field -> all.set(field.getKey(), field.getValue()));
    return new ContactFields(all);
  }

  /** These with the earlier name. */
  ContactFields named(ContactFields earlier) {
    ObjectNode all = fields.deepCopy();
    all.set(NAME, earlier.fields.path(NAME));
    return new ContactFields(all);
  }

  boolean sameName(ContactFields other) {
    return same(fields.path(NAME), other.fields.path(NAME));
  }

  /** Puts all that is known into the request of a new contact. */
  void fill(ObjectNode body) {
    put(body, fields.properties().stream().map(java.util.Map.Entry::getKey).toList(), XeroJson.object());
  }

  /**
   * Puts into a request what the source has changed and nobody else has: a field that Xero shows neither empty nor as
   * the source had it before is a person's own and is left.
   *
   * @param before what the source said when it was last brought over
   * @param contact as Xero has it now
   * @return whether there was anything
   */
  boolean putChanges(ObjectNode body, ContactFields before, JsonNode contact) {
    ContactFields now = of(contact);
    List<String> changed = fields
      .properties()
      .stream()
      .map(java.util.Map.Entry::getKey)
      .filter(name -> !isEmpty(fields.path(name)))
      .filter(name -> !same(fields.path(name), before.fields.path(name)))
      .filter(name -> !same(fields.path(name), now.fields.path(name)))
      .filter(name -> isEmpty(now.fields.path(name)) || same(now.fields.path(name), before.fields.path(name)))
      .toList();
    put(body, changed, contact);
    return !changed.isEmpty();
  }

  /** The names of those that Xero shows otherwise: a person's own. */
  List<String> differing(ContactFields shown) {
    return fields
      .properties()
      .stream()
      .map(java.util.Map.Entry::getKey)
      .filter(name -> !isEmpty(fields.path(name)) && !same(fields.path(name), shown.fields.path(name)))
      .toList();
  }

  /** Lists go whole, with what they hold already: what is left out of them may be taken for deleted. */
  private void put(ObjectNode body, List<String> names, JsonNode contact) {
    TEXTS.stream()
      .filter(name -> names.contains(name) && !isEmpty(fields.path(name)))
      .forEach(name -> body.put(name, fields.path(name).asText()));
    if (ADDRESSES.stream().anyMatch(names::contains)) {
      ArrayNode list = body.putArray("Addresses");
      for (String type : ADDRESSES) {
        PostalAddress there = PostalAddress.of(ofType(contact.path("Addresses"), ADDRESS_TYPE, type));
        if (names.contains(type)) {
          list.add(fields.path(type));
        } else if (!there.isEmpty()) {
          list.add(there.json(type));
        }
      }
    }
    if (names.contains(PHONE) && !isEmpty(fields.path(PHONE))) {
      ArrayNode list = body.putArray("Phones");
      list.addObject().put(PHONE_TYPE, DEFAULT_PHONE).put("PhoneNumber", fields.path(PHONE).asText());
      contact.path("Phones").forEach(phone -> keep(list, phone));
    }
  }

  private static void keep(ArrayNode list, JsonNode phone) {
    String type = phone.path(PHONE_TYPE).asText("");
    if (type.isEmpty() || type.equals(DEFAULT_PHONE) || phone(phone).isEmpty()) {
      return;
    }
    ObjectNode kept = list.addObject().put(PHONE_TYPE, type);
    PHONE_PARTS.forEach(part -> {
      if (!Canonical.text(phone, part).isEmpty()) {
        kept.put(part, Canonical.text(phone, part));
      }
    });
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode() || (value.isTextual() && value.asText().isEmpty());
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return folded(one).equals(folded(other));
  }

  private static String folded(JsonNode value) {
    return isEmpty(value) ? "" : LedgerContact.folded(XeroJson.text(value));
  }
}
