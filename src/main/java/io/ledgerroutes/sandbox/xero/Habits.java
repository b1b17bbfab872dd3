package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How strict this Xero is. The real one ignores unknown fields without a word, which hides mistakes: here they are
 * refused unless told otherwise. More records than {@code mostFiltered} cannot be searched by {@code where}
 * (facts, Xero 3).
 */
public record Habits(boolean refuseUnknownFields, int mostFiltered) {
  /** Unknown fields refused, Xero's own 100,000 records. */
  public static final Habits STRICT = new Habits(true, 100_000);

  /** These, changed by the fields that are there. */
  public Habits changedBy(JsonNode json) {
    return new Habits(
      json.path("refuseUnknownFields").asBoolean(refuseUnknownFields),
      json.path("mostFiltered").asInt(mostFiltered)
    );
  }
}
