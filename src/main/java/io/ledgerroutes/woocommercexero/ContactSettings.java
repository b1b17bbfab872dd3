package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;

/**
 * Whose contacts orders become.
 *
 * @param cashSale {@code cash-sale-contact}: the contact of orders without name and e-mail, Cash sale unless given
 */
public record ContactSettings(String cashSale) {
  static ContactSettings read(SettingsNode shop) {
    return new ContactSettings(shop.text("cash-sale-contact", "Cash sale"));
  }
}
