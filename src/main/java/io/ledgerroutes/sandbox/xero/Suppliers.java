package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The suppliers of an organisation: companies with an AccountNumber (Stampli's vendor id), most with a tax number and
 * a group. It remembers what each has ever charged, so that no two of its orders come to the same by chance.
 */
final class Suppliers {

  private static final List<String> FIRST = List.of(
    "Harbour",
    "Timber",
    "Blue Gum",
    "Outback",
    "Northern",
    "Ironbark",
    "Coral",
    "Granite",
    "Maple",
    "Silver"
  );
  private static final List<String> SECOND = List.of(
    "Supplies",
    "Works",
    "Trading",
    "Studio",
    "Packaging",
    "Print",
    "Tools",
    "Textiles"
  );
  private static final List<String> TOWNS = List.of(
    "Ballarat",
    "Geelong",
    "Hobart",
    "Cairns",
    "Fremantle",
    "Newcastle",
    "Bendigo"
  );
  private static final List<String> GROUPS = List.of("Materials", "Services", "Packaging");

  private final Books books;
  private final Map<String, Set<Long>> charged = new HashMap<>();

  Suppliers(Books books) {
    this.books = books;
    List.of(Kind.PURCHASE_ORDER, Kind.INVOICE, Kind.CREDIT_NOTE).forEach(kind ->
      books
        .of(kind)
        .all()
        .forEach(document ->
          used(document.path("Contact").path("ContactID").asText()).add(cents(document.path("SubTotal")))
        )
    );
  }

  private static long cents(JsonNode amount) {
    return amount.decimalValue().movePointRight(2).longValue();
  }

  /** The supplier of this place in the list, made if it is not there. */
  ObjectNode number(int place) {
    String name = "%s %s %s".formatted(
      FIRST.get(place % FIRST.size()),
      SECOND.get((place / FIRST.size()) % SECOND.size()),
      TOWNS.get((place + place / (FIRST.size() * SECOND.size())) % TOWNS.size())
    );
    int more = place / (FIRST.size() * SECOND.size() * TOWNS.size());
    return named(more == 0 ? name : name + " " + (more + 1), true);
  }

  /** A supplier that nobody has given an account number. */
  ObjectNode withoutAccountNumber(int place) {
    return named("Market Stall " + (place + 1), false);
  }

  /** One whose account somebody is about to close. */
  ObjectNode leaving() {
    return named("Closing Down " + (books.of(Kind.CONTACT).size() + 1), true);
  }

  private ObjectNode named(String name, boolean withAccountNumber) {
    return books
      .contactNames()
      .get(Books.folded(name))
      .flatMap(entry -> books.of(Kind.CONTACT).get(entry.path("id").asText()))
      .orElseGet(() -> made(name, withAccountNumber));
  }

  private ObjectNode made(String name, boolean withAccountNumber) {
    int place = books.of(Kind.CONTACT).size() + 1;
    ObjectNode asked = Json.object()
      .put("Name", name)
      .put("EmailAddress", "accounts" + place + "@supplier.example");
    if (withAccountNumber) {
      asked.put("AccountNumber", "V-%05d".formatted(place));
    }
    if (place % 4 != 0) {
      asked.put("TaxNumber", "51 824 %03d %03d".formatted((place / 1000) % 1000, place % 1000));
    }
    ObjectNode supplier = ContactBook.of(books).create(asked);
    if (place % 3 == 0) {
      return supplier;
    }
    String group = GROUPS.get(place % GROUPS.size());
    supplier
      .withArray("ContactGroups")
      .addObject()
      .put(
        "ContactGroupID",
        UUID.nameUUIDFromBytes((books.tenant().id() + group).getBytes(StandardCharsets.UTF_8)).toString()
      )
      .put("Name", group)
      .put("Status", "ACTIVE");
    return books.keep(Kind.CONTACT, supplier);
  }

  /** Whether the supplier has never charged this amount; from now on it has. */
  boolean isNew(ObjectNode supplier, BigDecimal amount) {
    return used(supplier.path("ContactID").asText()).add(amount.movePointRight(2).longValue());
  }

  private Set<Long> used(String supplier) {
    return charged.computeIfAbsent(supplier, unused -> new HashSet<>());
  }
}
