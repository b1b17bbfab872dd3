package io.ledgerroutes.inbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which messages are asked for; null fields ask for any.
 *
 * @param before only rows with a smaller id: the paging cursor
 * @param limit at most this many
 */
public record MessageQuery(
  String connection,
  String flow,
  MessageState state,
  String key,
  Instant from,
  Instant to,
  Long before,
  int limit
) {
  /** SQL conditions with one placeholder each, and their values. */
  Map<String, Object> conditions() {
    Map<String, Object> conditions = new LinkedHashMap<>();
    add(conditions, "connection = ?", connection);
    add(conditions, "flow = ?", flow);
    add(conditions, "state = ?", state == null ? null : state.name());
    add(conditions, "record_key = ?", key);
    add(conditions, "received_at >= ?", from == null ? null : from.toEpochMilli());
    add(conditions, "received_at < ?", to == null ? null : to.toEpochMilli());
    add(conditions, "id < ?", before);
    return conditions;
  }

  private static void add(Map<String, Object> conditions, String condition, Object value) {
    if (value != null) {
      conditions.put(condition, value);
    }
  }
}
