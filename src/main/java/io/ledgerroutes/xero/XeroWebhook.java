package io.ledgerroutes.xero;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.ingress.HmacSignature;
import io.ledgerroutes.ingress.IngressRefusal;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Xero's webhook (facts, Xero 4): genuine or refused, and which connections' records its events are hints of.
 * Everything genuine is acknowledged, whatever is in it and however the connections stand, because Xero switches
 * a webhook off that fails for a day; what could not be understood is counted, and polls find it.
 */
@Component("xeroWebhook")
public class XeroWebhook {

  private static final Logger LOG = LoggerFactory.getLogger(XeroWebhook.class);
  /** What a flow can be told of; all others are acknowledged and counted. */
  private static final Set<String> CATEGORIES = Set.of("INVOICE", "CONTACT", "CREDITNOTE", "PAYMENT");

  private final String key;
  private final Connections connections;
  private final Map<String, Integration> integrations;
  private final AuditTrail audit;
  private final Database database;
  private final MeterRegistry meters;

  public XeroWebhook(
    XeroProperties xero,
    Connections connections,
    List<Integration> integrations,
    AuditTrail audit,
    Database database,
    MeterRegistry meters
  ) {
    this.key = xero.webhookKey();
    this.connections = connections;
    this.integrations = integrations
      .stream()
      .collect(Collectors.toMap(Integration::name, Function.identity()));
    this.audit = audit;
    this.database = database;
    this.meters = meters;
  }

  /**
   * Verifies one delivery.
   *
   * @return the hints to store, all of them or none; none for the intent to receive and for what is nobody's
   * @throws IngressRefusal 401 with an empty body where the signature is wrong or no key is set
   */
  public List<NewMessage> verify(@Header("X-Xero-Signature") String signature, @Body byte[] delivered) {
    byte[] body = delivered == null ? new byte[0] : delivered;
    if (key.isEmpty() || signature == null || !HmacSignature.fits(signature, body, key)) {
      count(key.isEmpty() ? "no-key" : "wrong-signature");
      throw new IngressRefusal(401, null);
    }
    Optional<List<Optional<XeroEvent>>> events = XeroEvent.all(body);
    if (events.isEmpty()) {
      count("unreadable");
      unreadable("it is not a delivery of events", body);
      return List.of();
    }
    count(events.get().isEmpty() ? "intent-to-receive" : "events");
    return hints(events.get(), body);
  }

  private List<NewMessage> hints(List<Optional<XeroEvent>> events, byte[] body) {
    // One record may change many times within a delivery: one hint of it is enough.
    Set<Hint> hints = new LinkedHashSet<>();
    String correlation = CorrelationId.current();
    List<NewMessage> messages = new ArrayList<>();
    int unreadable = 0;
    for (Optional<XeroEvent> event : events) {
      if (event.isEmpty()) {
        countEvent("other", "unreadable");
        unreadable++;
        continue;
      }
      for (Hint hint : hintsOf(event.get())) {
        if (hints.add(hint)) {
          messages.add(hint.message(event.get(), correlation));
        }
      }
    }
    if (unreadable > 0) {
      unreadable(unreadable + " of its " + events.size() + " events are not of the form", body);
    }
    return messages;
  }

  private List<Hint> hintsOf(XeroEvent event) {
    if (!CATEGORIES.contains(event.category())) {
      countEvent("other", "other-category");
      return List.of();
    }
    List<Connection> concerned = connections.ofTenant(event.tenant());
    if (concerned.isEmpty()) {
      countEvent(event.category(), "unknown-tenant");
      return List.of();
    }
    List<Hint> hints = new ArrayList<>();
    for (Connection connection : concerned) {
      String flow = integrations.get(connection.integration()).xeroEvents().get(event.category());
      if (flow != null) {
        hints.add(new Hint(connection.id(), flow, event.resource()));
      }
    }
    countEvent(event.category(), hints.isEmpty() ? "no-flow" : "stored");
    return hints;
  }

  private record Hint(String connection, String flow, String key) {
    NewMessage message(XeroEvent event, String correlation) {
      return new NewMessage(connection, flow, key, event.kept(), correlation);
    }
  }

  /** Genuine and yet not understood: a person shall know, by hash and size. */
  private void unreadable(String why, byte[] body) {
    LOG.debug("A genuine webhook of Xero was acknowledged, but {}", why);
    database.transact(() -> {
      audit.record(
        AuditEntry.of("webhook-unreadable")
          .outcome("acknowledged")
          .reason("a genuine webhook of Xero, but " + why)
          .with("sha256", sha256(body))
          .with("bytes", body.length)
      );
      return null;
    });
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void count(String kind) {
    meters.counter("ledger.webhooks", "system", "xero", "kind", kind).increment();
  }

  private void countEvent(String category, String fate) {
    meters.counter("ledger.xero.events", "category", category, "fate", fate).increment();
  }
}
