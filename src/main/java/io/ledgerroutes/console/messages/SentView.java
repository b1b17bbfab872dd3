package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write for the message's record, what it sent and what came back.
 *
 * @param kind of document
 * @param type kind of the source that it stands for
 * @param id its id
 * @param number of the document
 * @param at when it was meant to be sent
 * @param state OPEN, SILENT, ANSWERED or CLOSED
 * @param idempotencyKey by which the remote knows a repeat
 * @param request the record's part of it, redacted; null where it was purged by age
 * @param purged whether it was
 * @param answers what came back, oldest first
 * @param document as the remote answered it, synced fields only, redacted; null where none stands
 */
record SentView(
  String kind,
  String type,
  String id,
  @Nullable String number,
  Instant at,
  String state,
  String idempotencyKey,
  @Nullable JsonNode request,
  boolean purged,
  List<Answer> answers,
  @Nullable JsonNode document
) {
  /**
   * What the remote said.
   *
   * @param at when
   * @param outcome written, refused, no answer, failed …
   * @param status the HTTP status, null where no answer came
   * @param words the remote's own; null where it said none
   * @param documentId of the document that was made; null where none was
   */
  record Answer(
    Instant at,
    String outcome,
    @Nullable Integer status,
    @Nullable String words,
    @Nullable String documentId
  ) {}
}
