package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a visitor of the shop's page buys: the form, and the order it becomes. */
record Checkout(Shop shop) {
  private static final int LONGEST = 200;
  private static final int MOST = 99;

  /** Where the shop sends to, by the name in the form. */
  enum Place {
    AU("Australia", "AU", "Sydney", "NSW", "2000"),
    NZ("New Zealand", "NZ", "Auckland", "", "1010"),
    GB("United Kingdom", "GB", "London", "", "SW1A 1AA"),
    FR("France", "FR", "Paris", "", "75001"),
    DE("Germany", "DE", "Köln", "", "50667"),
    US("United States, California", "US", "Los Angeles", "CA", "90001");

    private final String title;
    private final String country;
    private final String city;
    private final String state;
    private final String postcode;

    Place(String title, String country, String city, String state, String postcode) {
      this.title = title;
      this.country = country;
      this.city = city;
      this.state = state;
      this.postcode = postcode;
    }

    String title() {
      return title;
    }
  }

  /** Places the order; throws IllegalArgumentException that says what to do. */
  ObjectNode buy(Map<String, String> form) {
    Place place = place(form);
    Payment payment = payment(form);
    return shop.together(() -> {
      Draft draft = new Draft(shop, new Dice(shop.now().toEpochMilli()))
        .buyer(buyer(form))
        .buyerIn(place.country, place.city, place.state, place.postcode)
        .payment(payment)
        .status(payment.statusAtCheckout());
      boolean any = false;
      for (ObjectNode product : shop.goods().all()) {
        int quantity = quantity(form, product);
        if (quantity > 0) {
          draft.basket().item(Recount.articleOf(product), quantity, price(product), BigDecimal.ZERO);
          any = true;
        }
      }
      if (!any) {
        throw new IllegalArgumentException("Choose at least one product: write how many of it you want.");
      }
      if (form.containsKey("shipping")) {
        draft.basket().shipping("flat_rate", "Flat rate", "9.95");
      }
      ObjectNode order = draft.written(shop.now());
      shop.place(order);
      return order;
    });
  }

  private static Buyer buyer(Map<String, String> form) {
    return new Buyer(
      0,
      text(form, "first"),
      text(form, "last"),
      text(form, "company"),
      text(form, "email"),
      "",
      "",
      "",
      ""
    );
  }

  private static String text(Map<String, String> form, String field) {
    String text = form.getOrDefault(field, "").strip();
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("Write at most " + LONGEST + " characters into each field.");
    }
    return text;
  }

  private static Place place(Map<String, String> form) {
    return List.of(Place.values())
      .stream()
      .filter(place -> place.name().equals(form.getOrDefault("place", Place.AU.name())))
      .findFirst()
      .orElseThrow(() -> new IllegalArgumentException("Choose one of the places that the shop sends to."));
  }

  private static Payment payment(Map<String, String> form) {
    return Payment.OFFERED.stream()
      .filter(payment -> payment.method().equals(form.getOrDefault("payment", Payment.STRIPE.method())))
      .findFirst()
      .orElseThrow(() -> new IllegalArgumentException("Choose one of the ways to pay."));
  }

  private static int quantity(Map<String, String> form, ObjectNode product) {
    String text = form.getOrDefault("product-" + product.path("id").asText(), "").strip();
    if (!text.matches("\\d{0,9}") || (!text.isEmpty() && Integer.parseInt(text) > MOST)) {
      throw new IllegalArgumentException("Quantities are whole numbers from 0 to " + MOST + ".");
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static BigDecimal price(ObjectNode product) {
    return new BigDecimal(product.path("price").asText());
  }
}
