package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes and changes the contacts of one organisation, or refuses in Xero's words. */
record ContactBook(Books books) {
  private static final String ARCHIVED =
    "The specified contact details matched an archived contact. " +
    "Archived contacts cannot currently be edited via the Xero API.";

  private static final Map<String, Integer> LONGEST = Map.of(
    "Name",
    255,
    "FirstName",
    255,
    "LastName",
    255,
    "EmailAddress",
    255,
    "ContactNumber",
    50,
    "AccountNumber",
    50,
    "CompanyNumber",
    50,
    "TaxNumber",
    50
  );

  /** What a caller may set; the rest is Xero's to say. */
  private static final Set<String> WRITABLE = Set.of(
    "ContactNumber",
    "AccountNumber",
    "ContactStatus",
    "Name",
    "FirstName",
    "LastName",
    "CompanyNumber",
    "EmailAddress",
    "BankAccountDetails",
    "TaxNumber",
    "TaxNumberType",
    "AccountsReceivableTaxType",
    "AccountsPayableTaxType",
    "DefaultCurrency",
    "XeroNetworkKey",
    "SalesDefaultAccountCode",
    "PurchasesDefaultAccountCode",
    "SalesDefaultLineAmountType",
    "PurchasesDefaultLineAmountType",
    "SalesTrackingCategories",
    "PurchasesTrackingCategories",
    "PaymentTerms",
    "ContactPersons",
    "Addresses",
    "Phones"
  );

  static ContactBook of(Books books) {
    return new ContactBook(books);
  }

  /** PUT: a new contact. */
  ObjectNode create(ObjectNode asked) {
    return save(blank(), asked);
  }

  /** POST: changes the contact of that ContactID or ContactNumber, or makes a new one. */
  ObjectNode bring(ObjectNode asked) {
    Optional<String> id = Json.text(asked, "ContactID");
    if (id.isPresent()) {
      return save(
        books
          .of(Kind.CONTACT)
          .get(id.get())
          .orElseThrow(() -> new Refused("The contact " + id.get() + " could not be found")),
        asked
      );
    }
    return Json.text(asked, "ContactNumber")
      .flatMap(number -> books.holder(Kind.CONTACT, number))
      .map(known -> save(known, asked))
      .orElseGet(() -> create(asked));
  }

  /** The contact a document names: by ContactID, else by name, else a new one of that name. */
  ObjectNode ofDocument(JsonNode asked) {
    if (!(asked instanceof ObjectNode contact) || contact.isEmpty()) {
      throw new Refused("A Contact must be specified for this type of transaction");
    }
    if (Json.text(contact, "ContactID").isPresent() && contact.size() == 1) {
      ObjectNode known = books
        .of(Kind.CONTACT)
        .get(contact.path("ContactID").asText())
        .orElseThrow(() -> new Refused("A Contact must be specified for this type of transaction"));
      refuseArchived(known);
      return known;
    }
    Optional<ObjectNode> byName = Json.text(contact, "Name").flatMap(this::named);
    return Json.text(contact, "ContactID").isEmpty() && byName.isPresent()
      ? save(byName.get(), contact)
      : bring(contact);
  }

  private Optional<ObjectNode> named(String name) {
    return books
      .contactNames()
      .get(Books.folded(name))
      .flatMap(entry -> books.of(Kind.CONTACT).get(entry.path("id").asText()));
  }

  private static void refuseArchived(ObjectNode contact) {
    if (contact.path("ContactStatus").asText().equals("ARCHIVED")) {
      throw new Refused(ARCHIVED);
    }
  }

  private ObjectNode save(ObjectNode known, ObjectNode asked) {
    boolean restored = asked.path("ContactStatus").asText().equals("ACTIVE");
    if (!restored || known.has("MergedToContactID")) {
      refuseArchived(known);
    }
    ObjectNode changed = known.deepCopy();
    WRITABLE.stream()
      .filter(asked::has)
      .forEach(field -> changed.set(field, asked.get(field).deepCopy()));
    check(changed);
    String id = changed.path("ContactID").asText();
    Json.text(known, "Name").ifPresent(name -> books.contactNames().remove(Books.folded(name)));
    if (changed.path("ContactStatus").asText().equals("ACTIVE")) {
      books.contactNames().put(Books.folded(changed.path("Name").asText()), Json.object().put("id", id));
    }
    Json.text(changed, "ContactNumber").ifPresent(number ->
      books.numbers(Kind.CONTACT).put(number, Json.object().put("id", id))
    );
    return books.keep(Kind.CONTACT, changed).deepCopy();
  }

  private void check(ObjectNode contact) {
    List<String> errors = new ArrayList<>();
    Optional<String> name = Json.text(contact, "Name");
    if (name.isEmpty()) {
      errors.add("The contact name cannot be empty");
    }
    LONGEST.forEach((field, most) -> {
      if (contact.path(field).asText("").length() > most) {
        errors.add("The value for " + field + " exceeds the maximum length of " + most + " characters");
      }
    });
    Json.text(contact, "EmailAddress")
      .filter(email -> !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
      .ifPresent(email -> errors.add("Email address must be valid."));
    name
      .flatMap(this::named)
      .filter(holder -> !holder.path("ContactID").equals(contact.path("ContactID")))
      .ifPresent(holder ->
        errors.add(
          "The contact name " +
            name.get() +
            " is already assigned to another contact. The contact name must be unique across all active contacts."
        )
      );
    if (!errors.isEmpty()) {
      throw new Refused(errors);
    }
  }

  /**
   * A person merges a contact into another one: its documents are the other's from now on, and it is archived with
   * MergedToContactID (facts, Xero 5).
   */
  ObjectNode merge(ObjectNode from, ObjectNode into) {
    JsonNode old = from.path("ContactID");
    for (Kind kind : Kind.values()) {
      books
        .of(kind)
        .all()
        .stream()
        .filter(document -> document.path("Contact").path("ContactID").equals(old))
        .forEach(document -> {
          ObjectNode moved = document.deepCopy();
          moved.withObject("/Contact").set("ContactID", into.path("ContactID"));
          books.of(kind).put(moved.path(kind.idField()).asText(), moved);
        });
    }
    Json.text(from, "Name").ifPresent(name -> books.contactNames().remove(Books.folded(name)));
    ObjectNode merged = from.deepCopy().put("ContactStatus", "ARCHIVED");
    merged.set("MergedToContactID", into.path("ContactID"));
    return books.keep(Kind.CONTACT, merged);
  }

  private static ObjectNode blank() {
    ObjectNode contact = Json.object()
      .put("ContactID", UUID.randomUUID().toString())
      .put("ContactStatus", "ACTIVE")
      .put("EmailAddress", "")
      .put("BankAccountDetails", "");
    contact.putArray("Addresses");
    contact.putArray("Phones");
    contact.putArray("ContactGroups");
    contact.putArray("ContactPersons");
    return contact
      .put("IsSupplier", false)
      .put("IsCustomer", false)
      .put("HasAttachments", false)
      .put("HasValidationErrors", false);
  }
}
