package io.ledgerroutes.console.figures;

import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What only the store knows of how things stand, in queries that stay small however long it has been running. */
@Component
class FiguresStore {

  private static final String NEXT_TYPE =
    "SELECT target_type FROM intent WHERE tenant = ? AND target_type > ? ORDER BY target_type LIMIT 1";
  private static final String OPEN =
    "SELECT COUNT(*) FROM intent WHERE tenant = ? AND target_type = ? AND state IN ('OPEN', 'ANSWERED', 'SILENT')";

  private final Database database;

  FiguresStore(Database database) {
    this.database = database;
  }

  /**
   * How far a poll is behind.
   *
   * @param age since it last read to its end
   */
  record PollAge(String connection, String flow, Duration age) {}

  List<PollAge> pollAges() {
    long now = database.now();
    return database
      .sql()
      .sql("SELECT connection, flow, moved_at FROM poll_cursor")
      .query((row, number) ->
        new PollAge(
          row.getString("connection"),
          row.getString("flow"),
          Duration.ofMillis(Math.max(0, now - row.getLong("moved_at")))
        )
      )
      .list();
  }

  /** Since the oldest of these files was staged, by connection and by the clock that staged it. */
  Map<String, Duration> undelivered(List<StampliFileStore.Waiting> waiting) {
    Instant now = Instant.ofEpochMilli(database.now());
    return waiting
      .stream()
      .collect(
        Collectors.toMap(StampliFileStore.Waiting::connection, one -> {
          Duration age = Duration.between(one.oldest(), now);
          return age.isNegative() ? Duration.ZERO : age;
        })
      );
  }

  /** Writes of a tenant of which it is not known yet what became of them: one step in the index a kind. */
  long openIntents(String tenant) {
    long open = 0;
    String type = typeAfter(tenant, "");
    while (type != null) {
      open += database.sql().sql(OPEN).params(tenant, type).query(Long.class).single();
      type = typeAfter(tenant, type);
    }
    return open;
  }

  private String typeAfter(String tenant, String type) {
    return database.sql().sql(NEXT_TYPE).params(tenant, type).query(String.class).optional().orElse(null);
  }
}
