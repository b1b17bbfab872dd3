package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.woocommerce.Shop;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a step needs to know about the connection whose batch it works on. */
@Component
class OrderContext {

  private static final Duration UNTIL_SETTINGS_COME = Duration.ofMinutes(1);

  private final Connections connections;
  private final ObjectProvider<OrganisationDays> organisations;

  OrderContext(Connections connections, ObjectProvider<OrganisationDays> organisations) {
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
      throw new TryLater("connection " + id + " is no longer one of " + WooCommerceXero.NAME, UNTIL_SETTINGS_COME);
    }
    return new Scope(connection, settings, zone(connection, settings));
  }

  private ZoneId zone(Connection connection, WooCommerceXeroSettings settings) {
    OrganisationDays days = organisations.getIfAvailable();
    return days == null ? settings.zone() : days.zoneOf(connection.xero().tenant()).orElse(settings.zone());
  }
}
