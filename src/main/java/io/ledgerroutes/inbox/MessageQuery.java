package io.ledgerroutes.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which messages are asked for; null fields ask for any.
 *
 * @param reason the kind of reason of a HELD or DEAD one, see {@link ReasonKind}
 * @param from received at or after
 * @param to received before
 * @param before only rows with a smaller id: the paging cursor
 * @param search what a person looks for
 * @param limit at most this many
 */
public record MessageQuery(
  String connection,
  String flow,
  MessageState state,
  String key,
  String reason,
  Instant from,
  Instant to,
  Long before,
  RecordSearch search,
  int limit
) {
  /** A condition with its values in the order of its placeholders. */
  record Condition(String sql, List<Object> values) {}

  /** The newest of all. */
  public static MessageQuery newest(int limit) {
    return new MessageQuery(null, null, null, null, null, null, null, null, null, limit);
  }

  public MessageQuery ofConnection(String value) {
    return new MessageQuery(value, flow, state, key, reason, from, to, before, search, limit);
  }

  public MessageQuery ofFlow(String value) {
    return new MessageQuery(connection, value, state, key, reason, from, to, before, search, limit);
  }

  public MessageQuery in(MessageState value) {
    return new MessageQuery(connection, flow, value, key, reason, from, to, before, search, limit);
  }

  public MessageQuery ofKey(String value) {
    return new MessageQuery(connection, flow, state, value, reason, from, to, before, search, limit);
  }

  public MessageQuery because(String kind) {
    return new MessageQuery(connection, flow, state, key, kind, from, to, before, search, limit);
  }

  public MessageQuery between(Instant since, Instant until) {
    return new MessageQuery(connection, flow, state, key, reason, since, until, before, search, limit);
  }

  public MessageQuery before(Long id) {
    return new MessageQuery(connection, flow, state, key, reason, from, to, id, search, limit);
  }

  public MessageQuery lookingFor(RecordSearch value) {
    return new MessageQuery(connection, flow, state, key, reason, from, to, before, value, limit);
  }

  public MessageQuery atMost(int rows) {
    return new MessageQuery(connection, flow, state, key, reason, from, to, before, search, rows);
  }

  /**
   * Newest first, said so that H2 walks the index that fits and sorts nothing: it takes an index for an order only where
   * all its columns are named.
   */
  String order() {
    if (state != null) {
      return " ORDER BY state DESC, id DESC";
    }
    return connection == null ? " ORDER BY id DESC" : " ORDER BY connection DESC, id DESC";
  }

  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    add(conditions, "connection = ?", connection);
    add(conditions, "flow = ?", flow);
    add(conditions, "state = ?", state == null ? null : state.name());
    add(conditions, "record_key = ?", key);
    add(conditions, "state IN ('HELD', 'DEAD') AND reason_kind = ?", reason);
    add(conditions, "received_at >= ?", from == null ? null : from.toEpochMilli());
    add(conditions, "received_at < ?", to == null ? null : to.toEpochMilli());
    add(conditions, "id < ?", before);
    if (search != null) {
      conditions.add(search.condition());
    }
    return conditions;
  }

  private static void add(List<Condition> conditions, String condition, Object value) {
    if (value != null) {
      conditions.add(new Condition(condition, List.of(value)));
    }
  }
}
