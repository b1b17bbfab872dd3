package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.woocommerce.Address;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.ShopCustomer;
import io.ledgerroutes.woocommercexero.ContactSettings.Archived;
import io.ledgerroutes.woocommercexero.ContactSettings.As;
import io.ledgerroutes.xero.Person;
import io.ledgerroutes.xero.PostalAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who somebody of the shop is for the ledger. Guests exist only in orders; an e-mail is the same in any case (facts,
 * WooCommerce 20). Billing is the contact's postal address, shipping the street address.
 */
final class Customer {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\".]+(\\.[^\\s@<>\".]+)+");
  private static final int LONGEST_EMAIL = 245;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PHONE = 50;
  private static final String CASH_SALE = "cash-sale";

  private final String connection;
  private final ContactSettings settings;

  private Customer(String connection, ContactSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /** Whose invoice an order becomes. */
  static Person of(String connection, Order order, ContactSettings settings) {
    Customer customer = new Customer(connection, settings);
    if (settings.as() == As.ONE_PER_SHOP) {
      return customer.cashSale();
    }
    String email = email(order.billing().email());
    return customer
      .person(
        order.billing(),
        order.shipping(),
        order.customerId(),
        email,
        name(order.billing(), email),
        "order:" + order.id()
      )
      .map(person -> person.asOf(order.createdAt() == null ? Instant.EPOCH : order.createdAt()))
      .orElseGet(customer::cashSale);
  }

  /**
   * Whose contact an account becomes: the same person's as the orders placed with it, which bear the billing address's
   * e-mail.
   *
   * @return empty for an account without name and e-mail
   */
  static Optional<Person> of(String connection, ShopCustomer account, ContactSettings settings) {
    Address billing = account.billing().fullName().isEmpty()
      ? account.billing().named(account.firstName(), account.lastName())
      : account.billing();
    String billed = email(billing.email());
    String email = billed.isEmpty() ? email(account.email()) : billed;
    return new Customer(connection, settings)
      .person(billing, account.shipping(), account.id(), email, name(billing, email), "")
      .map(person -> person.asOf(account.modifiedAt() == null ? Instant.EPOCH : account.modifiedAt()));
  }

  private Optional<Person> person(
    Address billing,
    Address shipping,
    long account,
    String email,
    String name,
    String otherwise
  ) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String contactName = clip(name);
    Person person = new Person(
      identity(account, email, otherwise),
      Person.numberOf(connection, id(account, email, otherwise)),
      contactName,
      clip(billing.firstName()),
      clip(billing.lastName()),
      email
    );
    String phone = billing.phone().isEmpty() ? shipping.phone() : billing.phone();
    return Optional.of(
      person
        .reachedAt(
          Clipped.to(LONGEST_PHONE, phone),
          address(billing, contactName),
          address(shipping, contactName)
        )
        .restorable(settings.archived() == Archived.RESTORE)
    );
  }

  private Person cashSale() {
    return new Person(
      connection + ":" + CASH_SALE,
      Person.numberOf(connection, CASH_SALE),
      clip(settings.cashSale()),
      "",
      "",
      ""
    ).restorable(settings.archived() == Archived.RESTORE);
  }

  private String identity(long account, String email, String otherwise) {
    if (!email.isEmpty()) {
      return email.toLowerCase(Locale.ROOT);
    }
    return connection + ":" + (account > 0 ? "customer:" + account : otherwise);
  }

  private static String id(long account, String email, String otherwise) {
    if (account > 0) {
      return Long.toString(account);
    }
    return email.isEmpty()
      ? otherwise.replace(':', '-')
      : "guest-" + Sha256.hex(email.toLowerCase(Locale.ROOT)).substring(0, 16);
  }

  private static String email(String written) {
    return written.length() <= LONGEST_EMAIL && EMAIL.matcher(written).matches() ? written : "";
  }

  private static String name(Address billing, String email) {
    if (!billing.company().isEmpty()) {
      return billing.company();
    }
    return billing.fullName().isEmpty() ? email : billing.fullName();
  }

  private static Optional<PostalAddress> address(Address address, String contactName) {
    if (!address.hasPlace()) {
      return Optional.empty();
    }
    String attention = address.fullName().equals(contactName) ? "" : address.fullName();
    return Optional.of(
      new PostalAddress(
        attention,
        address.line1(),
        address.line2(),
        address.city(),
        address.state(),
        address.postcode(),
        PostalAddress.countryOf(address.country())
      )
    );
  }

  private static String clip(String name) {
    return Clipped.to(LONGEST_NAME, name);
  }
}
