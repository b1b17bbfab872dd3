package io.ledgerroutes.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a write sent for one record, or was about to send.
 *
 * @param key the idempotency key of the request, which may have held other records too
 * @param state how far it is known to have come: OPEN, SILENT, ANSWERED or CLOSED
 * @param at when it was committed, before it was sent
 * @param number the document's
 * @param body the record's own part of the request, with personal data; null where it was purged by age
 */
public record SentElement(
  long intent,
  String targetType,
  String key,
  String state,
  Instant at,
  SourceRef source,
  String number,
  JsonNode body
) {
  /** Without what was sent. */
  @Override
  public String toString() {
    return "SentElement[" + intent + ", " + source + ", " + targetType + "]";
  }
}
