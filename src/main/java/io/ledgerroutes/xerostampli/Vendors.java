package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.LedgerContact;
import java.util.Optional;

/** Which vendor of Stampli a supplier is. */
public final class Vendors {

  private Vendors() {}

  /** Its vendor id: by the contact's id, then by its name, then its AccountNumber if the connection says so. */
  public static Optional<String> id(Supplier supplier, XeroStampliSettings settings) {
    return Optional.ofNullable(settings.vendors().get(supplier.id()))
      .or(() -> named(supplier, settings))
      .or(() ->
        Optional.of(supplier.accountNumber().strip()).filter(
          number -> settings.vendorsByAccountNumber() && !number.isEmpty()
        )
      );
  }

  private static Optional<String> named(Supplier supplier, XeroStampliSettings settings) {
    return Optional.ofNullable(settings.vendors().get(LedgerContact.foldedName(supplier.name())));
  }

  /** Why nothing of this supplier can go, in words without its name; empty where it can. */
  static Optional<String> obstacle(Optional<Supplier> supplier, XeroStampliSettings settings) {
    if (supplier.isEmpty()) {
      return Optional.of("Xero does not know its supplier any more: choose another contact on it in Xero");
    }
    return supplier
      .filter(known -> !known.active())
      .map(
        known ->
          "its supplier, contact " +
          known.id() +
          ", is archived or merged away in Xero: restore it there, or choose another on the document"
      )
      .or(() -> nameless(supplier.get(), settings));
  }

  /** Why a supplier has no vendor id, and where to give it one. */
  static Optional<String> nameless(Supplier supplier, XeroStampliSettings settings) {
    if (id(supplier, settings).isPresent()) {
      return Optional.empty();
    }
    String table = "name contact " + supplier.id() + " under stampli.vendors";
    return Optional.of(
      settings.vendorsByAccountNumber()
        ? "its supplier has no vendor id: enter its account number in Xero, or " + table
        : "its supplier has no vendor id: " + table
    );
  }
}
