package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;

/** Calls allowed a tenant: in flight, a minute, a day; and a minute for the whole app (facts, Xero 2). */
public record LimitSettings(boolean enabled, int concurrent, int minute, int day, int appMinute) {
  /** Xero's own. */
  public static final LimitSettings REAL = new LimitSettings(true, 5, 60, 5_000, 10_000);

  /** These, changed by the fields that are there. */
  public LimitSettings changedBy(JsonNode json) {
    return new LimitSettings(
      json.path("enabled").asBoolean(enabled),
      json.path("concurrent").asInt(concurrent),
      json.path("minute").asInt(minute),
      json.path("day").asInt(day),
      json.path("appMinute").asInt(appMinute)
    );
  }
}
