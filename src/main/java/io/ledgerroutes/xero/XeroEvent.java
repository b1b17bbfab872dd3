package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One event of a webhook (facts, Xero 4): which record of which organisation changed, and nothing of the record.
 * Its {@code resourceUrl} is not even kept, so that nobody can call it (DESIGN rule 10).
 *
 * @param tenant and {@code resource} lower-case UUIDs
 * @param category e.g. {@code INVOICE}
 * @param type {@code CREATE} or {@code UPDATE}
 * @param date as Xero wrote it
 */
record XeroEvent(String tenant, String category, String type, String resource, String date) {
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern WORD = Pattern.compile("[A-Z]{1,40}");
  private static final int LONGEST_DATE = 40;

  /**
   * The events of a delivery, each empty where it is not of the form; empty as a whole where the body is not a
   * delivery of Xero's.
   */
  static Optional<List<Optional<XeroEvent>>> all(byte[] body) {
    return XeroJson.parse(body)
      .filter(delivery -> delivery.path("events").isArray())
      .map(delivery -> {
        List<Optional<XeroEvent>> events = new ArrayList<>();
        delivery.path("events").forEach(event -> events.add(of(event)));
        return events;
      });
  }

  private static Optional<XeroEvent> of(JsonNode event) {
    XeroEvent read = new XeroEvent(
      text(event, "tenantId").toLowerCase(Locale.ROOT),
      text(event, "eventCategory").toUpperCase(Locale.ROOT),
      text(event, "eventType").toUpperCase(Locale.ROOT),
      text(event, "resourceId").toLowerCase(Locale.ROOT),
      text(event, "eventDateUtc")
    );
    return Optional.of(read).filter(XeroEvent::wellFormed);
  }

  private boolean wellFormed() {
    return (
      UUID.matcher(tenant).matches() &&
      UUID.matcher(resource).matches() &&
      WORD.matcher(category).matches() &&
      date.length() <= LONGEST_DATE
    );
  }

  private static String text(JsonNode event, String field) {
    JsonNode value = event.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  /** What is kept with the message, for the operator's eyes. */
  byte[] kept() {
    return XeroJson.bytes(
      XeroJson.object()
        .put("eventCategory", category)
        .put("eventType", type)
        .put("eventDateUtc", date)
        .put("tenantId", tenant)
        .put("resourceId", resource)
    );
  }
}
