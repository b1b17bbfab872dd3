package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import io.ledgerroutes.xero.mirror.XeroMirrorSchedule;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The integration WooCommerce → Xero. */
@Component
public class WooCommerceXero implements Integration {

  /** As it stands after {@code integration:} in a connection's file. */
  public static final String NAME = "woocommerce-xero";

  /** The flow of the poll of orders. */
  public static final String POLL = "woocommerce-orders-poll";

  /** The flow that feeds backfills. */
  public static final String BACKFILL = "woocommerce-backfill";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> flows() {
    return Set.of(
      WooCommerceWebhook.ORDERS,
      WooCommerceWebhook.CUSTOMERS,
      WooCommerceWebhooks.FLOW,
      POLL,
      BACKFILL
    );
  }

  @Override
  public String pollFlow() {
    return POLL;
  }

  @Override
  public Optional<String> careFlow() {
    return Optional.of(WooCommerceWebhooks.FLOW);
  }

  @Override
  public Set<String> credentials() {
    return Set.of("consumer-key", "consumer-secret", "webhook-secret");
  }

  @Override
  public Set<String> xeroScopes() {
    return Set.of(
      "accounting.invoices",
      "accounting.payments",
      "accounting.contacts",
      "accounting.settings.read"
    );
  }

  @Override
  public Map<String, String> xeroEvents() {
    return Map.of("CONTACT", XeroMirrorSchedule.FLOW);
  }

  @Override
  public IntegrationSettings read(SettingsNode section, ConnectionProblems problems) {
    return new SettingsReader(section).read();
  }
}
