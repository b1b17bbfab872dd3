package io.ledgerroutes.woocommerce;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.ingress.IngressRefusal;
import io.ledgerroutes.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/**
 * A shop's webhook: genuine or refused, and which record it is a hint of (facts, WooCommerce 6, 7, 14). It is
 * taken whatever the connection's state, because shops switch a failing webhook off.
 */
@Component("woocommerceWebhook")
public class WooCommerceWebhook {

  /** The flow of orders. */
  public static final String ORDERS = "woocommerce-order";
  /** The flow of customers with an account. */
  public static final String CUSTOMERS = "woocommerce-customer";

  /** Which topics are taken, and the flow of each; a deleted account keeps its contact. */
  private static final Map<String, String> FLOWS = Map.of(
    "order.created",
    ORDERS,
    "order.updated",
    ORDERS,
    "order.deleted",
    ORDERS,
    "order.restored",
    ORDERS,
    "customer.created",
    CUSTOMERS,
    "customer.updated",
    CUSTOMERS
  );
  /** The topics that a shop is asked to tell of. */
  static final Set<String> TOPICS = FLOWS.keySet();

  private static final Pattern PING = Pattern.compile("webhook_id=\\d{1,18}");
  private static final int LONGEST_PING = 30;

  private final Connections connections;
  private final Vault vault;
  private final MeterRegistry meters;

  public WooCommerceWebhook(Connections connections, Vault vault, MeterRegistry meters) {
    this.connections = connections;
    this.vault = vault;
    this.meters = meters;
  }

  /**
   * Verifies one delivery.
   *
   * @return the hint to store; none for what is acknowledged without being stored: the ping, a signed error
   *     object, a topic that no flow takes
   * @throws IngressRefusal 400, 401, 404 or 415, with what to do
   */
  public List<NewMessage> verify(
    @Header("connection") String connection,
    @Header("Content-Type") String contentType,
    @Header("X-WC-Webhook-Signature") String signature,
    @Header("X-WC-Webhook-Topic") String topic,
    @Body byte[] delivered
  ) {
    byte[] body = delivered == null ? new byte[0] : delivered;
    if (connection == null || !connections.known(connection)) {
      throw new IngressRefusal(404, "No connection of this name; check the webhook's delivery URL.");
    }
    if (signature == null && isPing(contentType, body)) {
      return acknowledged("ping");
    }
    requireCounted(connection, contentType, signature, body);
    WooCommerceDelivery delivery = read(body);
    if (topic == null || topic.isBlank()) {
      throw new IngressRefusal(400, "The header X-WC-Webhook-Topic is missing.");
    }
    if (delivery.error()) {
      return acknowledged("error-object");
    }
    if (!FLOWS.containsKey(topic)) {
      return acknowledged("other-topic");
    }
    String key = Long.toString(
      delivery.id().orElseThrow(() -> new IngressRefusal(400, "The record has no whole number as its id."))
    );
    String flow = FLOWS.get(topic);
    count(flow.substring(flow.indexOf('-') + 1));
    return List.of(new NewMessage(connection, flow, key, body, CorrelationId.current()));
  }

  private void requireCounted(String connection, String contentType, String signature, byte[] body) {
    try {
      requireGenuine(connection, contentType, signature, body);
    } catch (IngressRefusal refused) {
      count(refused.status() == 401 ? "wrong-signature" : "unreadable");
      throw refused;
    }
  }

  private void requireGenuine(String connection, String contentType, String signature, byte[] body) {
    if (!isJson(contentType)) {
      throw new IngressRefusal(415, "The Content-Type must be application/json.");
    }
    if (signature == null || signature.isBlank()) {
      throw new IngressRefusal(401, "The header X-WC-Webhook-Signature is missing.");
    }
    String secret = vault
      .get("connection:" + connection, "webhook-secret")
      .orElseThrow(() ->
        new IngressRefusal(
          401,
          "No webhook secret is stored for this connection; store it as webhook-secret."
        )
      );
    if (!WooCommerceSignature.fits(signature, body, secret)) {
      throw new IngressRefusal(
        401,
        "The signature does not fit; store the webhook's secret as webhook-secret."
      );
    }
  }

  private static WooCommerceDelivery read(byte[] body) {
    try {
      return WooCommerceDelivery.of(body);
    } catch (IOException notJson) {
      throw new IngressRefusal(400, "The body is not one JSON object.");
    }
  }

  private static boolean isJson(String contentType) {
    return mediaType(contentType).equalsIgnoreCase("application/json");
  }

  // The ping on creation is the only thing taken unsigned, in exactly this form (facts, WooCommerce 6).
  private static boolean isPing(String contentType, byte[] body) {
    return (
      mediaType(contentType).equalsIgnoreCase("application/x-www-form-urlencoded") &&
      body.length <= LONGEST_PING &&
      PING.matcher(new String(body, StandardCharsets.ISO_8859_1)).matches()
    );
  }

  private static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
  }

  private List<NewMessage> acknowledged(String kind) {
    count(kind);
    return List.of();
  }

  private void count(String kind) {
    meters.counter("ledger.webhooks", "system", "woocommerce", "kind", kind).increment();
  }
}
