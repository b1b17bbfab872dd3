package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Address;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.xero.Person;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whose invoice an order becomes. Guests exist only in orders; an e-mail is the same in any case (facts, WooCommerce 20). */
final class Customer {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,180}");
  private static final int LONGEST_NAME = 255;

  private Customer() {}

  static Person of(String connection, Order order, String cashSaleContact) {
    Address billing = order.billing();
    String email = EMAIL.matcher(billing.email()).matches() ? billing.email() : "";
    String name = name(billing, email);
    if (name.isEmpty()) {
      return new Person(
        connection + ":cash-sale",
        Person.numberOf(connection, "cash-sale"),
        cashSaleContact,
        "",
        "",
        ""
      );
    }
    return new Person(
      identity(connection, order, email),
      Person.numberOf(connection, id(order, email)),
      clip(name),
      clip(billing.firstName()),
      clip(billing.lastName()),
      email
    );
  }

  private static String identity(String connection, Order order, String email) {
    if (!email.isEmpty()) {
      return email.toLowerCase(Locale.ROOT);
    }
    return order.customerId() > 0
      ? connection + ":customer:" + order.customerId()
      : connection + ":order:" + order.id();
  }

  private static String id(Order order, String email) {
    if (order.customerId() > 0) {
      return Long.toString(order.customerId());
    }
    return email.isEmpty()
      ? "order-" + order.id()
      : "guest-" + Sha256.hex(email.toLowerCase(Locale.ROOT)).substring(0, 16);
  }

  private static String name(Address billing, String email) {
    if (!billing.company().isEmpty()) {
      return billing.company();
    }
    String full = (billing.firstName() + " " + billing.lastName()).strip();
    return full.isEmpty() ? email : full;
  }

  private static String clip(String name) {
    return Clipped.to(LONGEST_NAME, name);
  }
}
