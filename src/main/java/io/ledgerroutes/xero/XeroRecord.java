package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One element of a list as Xero answered it.
 *
 * @param updated its {@code UpdatedDateUTC}, which is its version; 1970 for a kind that has none
 */
public record XeroRecord(String id, Instant updated, JsonNode json) {
  /**
   * Reads an element.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure of kind TRANSIENT where it has no id
   */
  public static XeroRecord of(XeroList list, JsonNode json) {
    String id = json.path(list.id()).asText("");
    if (id.isEmpty()) {
      throw XeroAnswer.unexpected("an element of " + list.name() + " without its " + list.id());
    }
    return new XeroRecord(id, updatedOf(json), json);
  }

  private static Instant updatedOf(JsonNode json) {
    return XeroDates.instant(json.path("UpdatedDateUTC").asText("")).orElse(Instant.EPOCH);
  }

  /** Without what it holds, which may be personal. */
  @Override
  public String toString() {
    return "XeroRecord[" + id + ", " + updated + "]";
  }
}
