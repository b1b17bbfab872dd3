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
  static final Buyer GUEST = guest("Greta", "Guest", "", "greta@example.test");
  static final Buyer COMPANY = guest("", "", "Company Only Pty Ltd", "office@company-only.example.test");
  /** Names too long for most fields. */
  static final Buyer LONG = guest("Long".repeat(80), "Name".repeat(20), "", "long@example.test");
  /** One person who writes the address in two ways (facts, shop 20). */
  static final List<Buyer> TWICE = List.of(
    guest("Gus", "Guest", "", "Guest.One@Example.test"),
    guest("gus", "guest", "", "guest.one@example.test")
  );
  static final List<Buyer> SCRIPTS = List.of(
    guest("山田", "太郎", "株式会社 日本", "taro@example.test"),
    guest("Zoë", "D’Ångström-Ćosić", "", "zoe@example.test"),
    guest("Bob <b>Bold</b>", "&amp; Sons 😀", "", "bob@example.test"),
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

  /** Nobody yet: a guest without a name and an address. */
  static Buyer nobody() {
    return new Buyer(0, "", "", "", "", "", "", "", "");
  }

  /** An address with nothing in it, as a new account has. */
  static ObjectNode noAddress() {
    return nobody().billing();
  }

  /** The same, who gives no address. */
  Buyer addressless() {
    return new Buyer(customer, first, last, company, email, "", "", "", "");
  }

  Buyer withEmail(String other) {
    return new Buyer(customer, first, last, company, other, city, state, postcode, country);
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
    return shipping().put("email", email).put("phone", country.isEmpty() ? "" : "+61 2 5550 0001");
  }

  ObjectNode shipping() {
    return street(country.isEmpty() ? "" : "1 Example St");
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
