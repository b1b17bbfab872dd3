package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.woocommerce.Shop;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.XeroTenantStore;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** What a step needs to know about the connection whose batch it works on. */
@Component
class OrderContext {

  private static final Duration UNTIL_SETTINGS_COME = Duration.ofMinutes(1);

  private final Connections connections;
  private final XeroTenantStore organisations;

  OrderContext(Connections connections, XeroTenantStore organisations) {
    this.connections = connections;
    this.organisations = organisations;
  }

  /** One connection with its typed settings. */
  record Scope(Connection connection, WooCommerceXeroSettings settings, ZoneId zone) {
    Shop shop() {
      return new Shop(connection.id(), settings.store());
    }
  }

  Scope of(String id) {
    Connection connection = connections
      .find(id)
      .orElseThrow(() -> new TryLater("connection " + id + " has no settings now", UNTIL_SETTINGS_COME));
    if (!(connection.settings() instanceof WooCommerceXeroSettings settings)) {
      throw new TryLater(
        "connection " + id + " is no longer one of " + WooCommerceXero.NAME,
        UNTIL_SETTINGS_COME
      );
    }
    return new Scope(connection, settings, zone(connection, settings));
  }

  // The organisation's own zone as soon as its consent was given (rule A3).
  private ZoneId zone(Connection connection, WooCommerceXeroSettings settings) {
    return organisations.find(connection.xero().tenant()).map(Organisation::zone).orElse(settings.zone());
  }
}
