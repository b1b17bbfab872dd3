package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A call's answer that could be read.
 *
 * @param json missing where Xero said that nothing changed
 * @param date the header {@code Date}, if there was one
 */
record XeroAnswer(JsonNode json, Optional<String> date) {
  /**
   * The time by Xero's clock. Of the header {@code Date} and the answer's own {@code DateTimeUTC} the earlier one
   * counts: something between may have a clock of its own, and a cursor may be late but never early.
   *
   * @throws RemoteFailure of kind TRANSIENT where the header is missing or unreadable
   */
  Instant time() {
    Instant header = header();
    return XeroDates.instant(json.path("DateTimeUTC").asText("")).filter(header::isAfter).orElse(header);
  }

  private Instant header() {
    try {
      return ZonedDateTime.parse(
        date.orElseThrow(() -> unexpected("an answer without Date")),
        DateTimeFormatter.RFC_1123_DATE_TIME
      ).toInstant();
    } catch (DateTimeException noDate) {
      throw unexpected("an answer with an unreadable Date");
    }
  }

  /**
   * The list of this name; empty where nothing changed.
   *
   * @throws RemoteFailure of kind TRANSIENT where there is none
   */
  JsonNode list(String name) {
    JsonNode list = json.isMissingNode() ? XeroJson.object().arrayNode() : json.path(name);
    if (!list.isArray()) {
      throw unexpected("an answer without " + name);
    }
    return list;
  }

  /** An answer to a reading call that is not what it should be. */
  static RemoteFailure unexpected(String words) {
    return new RemoteFailure(new Failure("xero", FailureKind.TRANSIENT, 200, words, Optional.empty(), false));
  }
}
