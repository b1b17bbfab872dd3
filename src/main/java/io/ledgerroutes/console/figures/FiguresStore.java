package io.ledgerroutes.console.figures;

import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.List;
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
