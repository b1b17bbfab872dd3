package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.Optional;

/**
 * Whose contacts orders and customers become. {@code contacts:} is the first choice alone, or a section.
 *
 * @param as {@code contacts: per-customer | one-per-shop}, or {@code contacts: as} in the section: one contact for
 *     each person, unless given; or one for all orders of the shop, which is the cash-sale contact (rule W5)
 * @param archived {@code contacts: archived}: what becomes of orders whose contact somebody archived in Xero, held
 *     unless given
 * @param newCustomers {@code contacts: new-customers}: whether a customer with an account but without an order becomes
 *     a contact; true unless given. False where a shop is open to registrations by anybody: then only the contacts of
 *     those who have ordered follow their accounts
 * @param cashSale {@code cash-sale-contact}: the contact of orders without name and e-mail, Cash sale unless given
 */
public record ContactSettings(As as, Archived archived, boolean newCustomers, String cashSale) {
  /** Whose contacts orders become. */
  public enum As {
    /** Each person's. */
    PER_CUSTOMER,
    /** One for all. */
    ONE_PER_SHOP,
  }

  /** What becomes of an order whose contact is archived. */
  public enum Archived {
    /** A person decides. */
    HOLD,
    /** The contact is made active again, if it is one that the connection made or numbered. */
    RESTORE,
  }

  static ContactSettings read(SettingsNode shop) {
    String cashSale = shop.text("cash-sale-contact", "Cash sale");
    if (!shop.isSection("contacts")) {
      As as = shop.choice("contacts", As.class, As.PER_CUSTOMER);
      return new ContactSettings(as, Archived.HOLD, true, cashSale);
    }
    Optional<SettingsNode> section = shop.optionalSection("contacts");
    return new ContactSettings(
      section.map(own -> own.choice("as", As.class, As.PER_CUSTOMER)).orElse(As.PER_CUSTOMER),
      section.map(own -> own.choice("archived", Archived.class, Archived.HOLD)).orElse(Archived.HOLD),
      section.map(own -> own.flag("new-customers", true)).orElse(true),
      cashSale
    );
  }
}
