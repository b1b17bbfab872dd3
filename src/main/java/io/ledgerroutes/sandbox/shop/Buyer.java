package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;

/** Who an order is for; customer 0 is a guest, who exists in orders only (facts, shop 20). */
record Buyer(
  int customer,
  String first,
  String last,
  String company,
  String email,
  String city,
  String state,
  String postcode,
  String country
) {
  /** Guests that make mappings fail: two spellings of one address, names of every kind, no address at all. */
  static final List<Buyer> GUESTS = List.of(
    guest("Greta", "Guest", "", "Guest.One@Example.test"),
    guest("greta", "guest", "", "guest.one@example.test"),
    guest("", "", "Company Only Pty Ltd", "office@company-only.example.test"),
    guest("山田", "太郎", "", "taro@example.test"),
    guest("Zoë", "D’Ångström-Ćosić", "", "zoe@example.test"),
    guest("Bob <b>Bold</b>", "&amp; Sons", "", "bob@example.test"),
    guest("Long".repeat(80), "Name".repeat(20), "", "long@example.test"),
    guest("Shop", "Per", "", "COD@Example.Test"),
    guest("Noemi", "Nomail", "", ""),
    guest("محمد", "علي", "", "m.ali@example.test")
  );

  private static Buyer guest(String first, String last, String company, String email) {
    return new Buyer(0, first, last, company, email, "Brisbane", "QLD", "4000", "AU");
  }

  static Buyer of(Catalogue.Customer customer) {
    return new Buyer(
      customer.id(),
      customer.first(),
      customer.last(),
      customer.company(),
      customer.email(),
      customer.city(),
      "",
      customer.postcode(),
      "AU"
    );
  }

  /** An address with nothing in it, as a new account has. */
  static ObjectNode noAddress() {
    return new Buyer(0, "", "", "", "", "", "", "", "").street("").put("email", "").put("phone", "");
  }

  Buyer in(String otherCountry, String otherCity, String otherState, String otherPostcode) {
    return new Buyer(
      customer,
      first,
      last,
      company,
      email,
      otherCity,
      otherState,
      otherPostcode,
      otherCountry
    );
  }

  ObjectNode billing() {
    return shipping().put("email", email).put("phone", "+61 2 5550 0001");
  }

  ObjectNode shipping() {
    return street("1 Example St");
  }

  private ObjectNode street(String line) {
    return Json.object()
      .put("first_name", first)
      .put("last_name", last)
      .put("company", company)
      .put("address_1", line)
      .put("address_2", "")
      .put("city", city)
      .put("state", state)
      .put("postcode", postcode)
      .put("country", country);
  }
}
