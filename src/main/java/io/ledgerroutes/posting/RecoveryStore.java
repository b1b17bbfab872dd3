package io.ledgerroutes.posting;

import io.ledgerroutes.store.Database;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** What tells whether connections have read and worked off what a restored backup did not know. */
@Component
public class RecoveryStore {

  private static final String BEHIND = """
    SELECT COUNT(DISTINCT connection) FROM poll_cursor WHERE connection IN (:connections) AND read_to < :time
    """;
  private static final String POLLED = """
    SELECT COUNT(DISTINCT connection) FROM poll_cursor WHERE connection IN (:connections)
    """;
  private static final String UNFINISHED = """
    SELECT COUNT(*) FROM inbox
     WHERE connection IN (:connections) AND received_at <= :time AND state NOT IN ('DONE', 'SKIPPED')
    """;

  private final Database database;

  public RecoveryStore(Database database) {
    this.database = database;
  }

  /** The database's clock, milliseconds since 1970 UTC. */
  long now() {
    return database.now();
  }

  /** Whether every poll of every one of these connections has read past the time. */
  boolean readPast(Collection<String> connections, long time) {
    return count(POLLED, connections, time) == connections.size() && count(BEHIND, connections, time) == 0;
  }

  /** Whether a message that came in by the time still waits: to be worked, or for a person. */
  boolean waits(Collection<String> connections, long time) {
    return count(UNFINISHED, connections, time) > 0;
  }

  private long count(String query, Collection<String> connections, long time) {
    return database
      .sql()
      .sql(query)
      .param("connections", connections)
      .param("time", time)
      .query(Long.class)
      .single();
  }
}
