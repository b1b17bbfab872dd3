package io.ledgerroutes.posting;

import io.ledgerroutes.store.Database;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
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

  /**
   * Whether a message that came in by the time still waits: to be worked, or for a person.
   *
   * @param heldBack flows that wait themselves until this is false; neither they nor what waits for them counts
   */
  boolean waits(Collection<String> connections, long time, Collection<String> heldBack) {
    StringBuilder query = new StringBuilder(UNFINISHED);
    for (int flow = 0; flow < heldBack.size(); flow++) {
      query
        .append(" AND flow <> :flow")
        .append(flow)
        .append(" AND (waits_for IS NULL OR waits_for NOT LIKE connection || '/' || :flow")
        .append(flow)
        .append(" || '/%')");
    }
    JdbcClient.StatementSpec asked = database
      .sql()
      .sql(query.toString())
      .param("connections", connections)
      .param("time", time);
    int flow = 0;
    for (String name : heldBack) {
      asked = asked.param("flow" + flow++, name);
    }
    return asked.query(Long.class).single() > 0;
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
