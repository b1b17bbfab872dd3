package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * One write for the message's record, what it sent and what came back.
 *
 * @param kind of document
 * @param type and {@code id} of the source that it stands for
 * @param number of the document
 * @param state OPEN, SILENT, ANSWERED or CLOSED
 * @param request the record's part of it, redacted; null where it was purged by age
 * @param purged whether it was
 * @param answers what came back, oldest first
 * @param document as the remote answered it, synced fields only, redacted; null where none stands
 */
record SentView(
  String kind,
  String type,
  String id,
  String number,
  Instant at,
  String state,
  String idempotencyKey,
  JsonNode request,
  boolean purged,
  List<Answer> answers,
  JsonNode document
) {
  /**
   * What the remote said.
   *
   * @param outcome written, refused, no answer, failed …
   * @param status the HTTP status, null where no answer came
   * @param words the remote's own
   */
  record Answer(Instant at, String outcome, Integer status, String words, String documentId) {}
}
