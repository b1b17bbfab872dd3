package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads {@link WooCommerceXeroSettings} out of a connection's file; each part reads its own keys. */
final class SettingsReader {

  private final SettingsNode shop;

  SettingsReader(SettingsNode root) {
    this.shop = root.section("woocommerce");
  }

  WooCommerceXeroSettings read() {
    return new WooCommerceXeroSettings(
      shop.remote("store"),
      zone(),
      OrderSettings.read(shop),
      MappingSettings.read(shop),
      InvoiceSettings.read(shop),
      PaymentSettings.read(shop),
      RefundSettings.read(shop),
      ContactSettings.read(shop),
      ClosedPeriodSettings.read(shop),
      shop.choice("trashed", TrashedOrders.class, TrashedOrders.HOLD)
    );
  }

  private ZoneId zone() {
    Optional<ZoneId> zone = shop.optionalZone("zone");
    if (!shop.has("zone")) {
      shop.problem("zone", "is missing", "add the Xero organisation's time zone, as Australia/Sydney");
    }
    return zone.orElse(ZoneOffset.UTC);
  }
}
