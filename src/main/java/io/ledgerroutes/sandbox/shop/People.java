package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who has an account in a shop: those of the catalogue, as somebody changed them since, and new ones. Guests
 * are in orders only (facts, shop 20).
 *
 * @param changed those that are not as the catalogue has them
 */
record People(Shop shop, Shelf changed) {
  private static final Set<String> CHANGEABLE = Set.of(
    "email",
    "first_name",
    "last_name",
    "billing",
    "shipping",
    "meta_data"
  );
  private static final int FIRST_NEW = 1001;

  /** All but the deleted ones, by id. */
  List<ObjectNode> all() {
    TreeMap<Integer, ObjectNode> people = new TreeMap<>();
    Catalogue.customers(shop.time()).forEach(person -> people.put(person.path("id").asInt(), person));
    changed.all().forEach(person -> people.put(person.path("id").asInt(), person));
    people.values().removeIf(person -> person.path("deleted").asBoolean());
    return new ArrayList<>(people.values());
  }

  Optional<ObjectNode> find(int id) {
    return all()
      .stream()
      .filter(person -> person.path("id").asInt() == id)
      .findFirst();
  }

  /** Addresses are compared as the shop's database does: without regard to case. */
  Optional<ObjectNode> byEmail(String email) {
    return all()
      .stream()
      .filter(person -> person.path("email").asText().equalsIgnoreCase(email))
      .findFirst();
  }

  ObjectNode create(ObjectNode wish) {
    int id = FIRST_NEW + changed.size();
    String email = wish.path("email").asText();
    ObjectNode person = Json.object().put("id", id);
    shop.time().set(person, "date_created", shop.now());
    shop.time().set(person, "date_modified", shop.now());
    person.put("email", email).put("first_name", "").put("last_name", "").put("role", "customer");
    person.put("username", Json.text(wish, "username").orElse(email.replaceAll("@.*", "")));
    person.set("billing", Buyer.noAddress());
    person.set("shipping", Buyer.noAddress());
    person.put("is_paying_customer", false).put("avatar_url", "").putArray("meta_data");
    merge(person, wish);
    keep(person);
    shop.deliveries().announce("customer.created", id);
    return person;
  }

  ObjectNode change(ObjectNode person, ObjectNode wish) {
    ObjectNode after = person.deepCopy();
    merge(after, wish);
    shop.time().set(after, "date_modified", shop.now());
    keep(after);
    shop.deliveries().announce("customer.updated", after.path("id").asInt());
    return after;
  }

  void delete(ObjectNode person) {
    keep(person.deepCopy().put("deleted", true));
  }

  /** Marks who paid for the first time; empty for guests and for those who paid before. */
  Optional<ObjectNode> pays(int id) {
    Optional<ObjectNode> first = find(id).filter(person -> !person.path("is_paying_customer").asBoolean());
    first.ifPresent(person -> {
      ObjectNode paying = person.deepCopy().put("is_paying_customer", true);
      shop.time().set(paying, "date_modified", shop.now());
      keep(paying);
    });
    return first;
  }

  /** Fields as they are given, addresses field by field. */
  private static void merge(ObjectNode person, ObjectNode wish) {
    ObjectNode fields = wish.deepCopy().retain(CHANGEABLE);
    for (String address : List.of("billing", "shipping")) {
      if (fields.remove(address) instanceof ObjectNode given) {
        ((ObjectNode) person.get(address)).setAll(given);
      }
    }
    person.setAll(fields);
  }

  private void keep(ObjectNode person) {
    changed.put(person.path("id").asText(), person);
  }
}
