package io.ledgerroutes.console.connections;

import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** How connections stand by their rows: one pass over the inbox however many are asked for. */
@Component
class OverviewStore {

  /** Of messages that wait or are at work. */
  static final Set<MessageState> WAITING = Set.of(
    MessageState.RECEIVED,
    MessageState.IN_FLIGHT,
    MessageState.RETRY
  );

  // Only what was delivered to us has a body; a poll's rows have none.
  private static final String MESSAGES = """
    SELECT connection, state, COUNT(*) AS messages,
           MAX(CASE WHEN OCTET_LENGTH(payload) > 0 THEN received_at END) AS last_webhook,
           MIN(received_at) AS oldest
      FROM inbox WHERE connection IN (:ids) GROUP BY connection, state
    """;
  private static final String POLLS = """
    SELECT connection, MAX(moved_at) AS last_poll FROM poll_cursor WHERE connection IN (:ids) GROUP BY connection
    """;

  private final Database database;

  OverviewStore(Database database) {
    this.database = database;
  }

  /**
   * What the rows of a connection say.
   *
   * @param oldestWaitingAt when the oldest came in that waits or is at work; null if there is none
   * @param lastPollAt when a poll last read to its end; null before the first
   * @param lastWebhookAt when a webhook last arrived whose body is still kept; null if there is none
   */
  record Overview(
    Map<MessageState, Long> messages,
    Instant oldestWaitingAt,
    Instant lastPollAt,
    Instant lastWebhookAt
  ) {}

  /** By connection, one for each. */
  Map<String, Overview> of(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<MessageState, Long>> messages = new HashMap<>();
    Map<String, Instant> webhooks = new HashMap<>();
    Map<String, Instant> oldest = new HashMap<>();
    database
      .sql()
      .sql(MESSAGES)
      .param("ids", ids)
      .query(row -> {
        String id = row.getString("connection");
        MessageState state = MessageState.valueOf(row.getString("state"));
        messages
          .computeIfAbsent(id, key -> new EnumMap<>(MessageState.class))
          .put(state, row.getLong("messages"));
        if (WAITING.contains(state)) {
          Instant since = Instant.ofEpochMilli(row.getLong("oldest"));
          oldest.merge(id, since, (one, other) -> one.isBefore(other) ? one : other);
        }
        Long at = row.getObject("last_webhook", Long.class);
        if (at != null) {
          webhooks.merge(id, Instant.ofEpochMilli(at), (one, other) -> one.isAfter(other) ? one : other);
        }
      });
    Map<String, Instant> polls = polls(ids);
    Map<String, Overview> overviews = new TreeMap<>();
    for (String id : ids) {
      overviews.put(
        id,
        new Overview(messages.getOrDefault(id, Map.of()), oldest.get(id), polls.get(id), webhooks.get(id))
      );
    }
    return overviews;
  }

  private Map<String, Instant> polls(Collection<String> ids) {
    Map<String, Instant> polls = new HashMap<>();
    database
      .sql()
      .sql(POLLS)
      .param("ids", ids)
      .query(row -> {
        polls.put(row.getString("connection"), Instant.ofEpochMilli(row.getLong("last_poll")));
      });
    return polls;
  }
}
