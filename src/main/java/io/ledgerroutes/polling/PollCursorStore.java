package io.ledgerroutes.polling;

import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** How far each poll has read. */
@Component
public class PollCursorStore {

  private static final String MOVE = """
    UPDATE poll_cursor SET read_to = ?, moved_at = ?
     WHERE connection = ? AND flow = ? AND read_to = ?
       AND EXISTS (SELECT 1 FROM tenant_lease WHERE tenant = ? AND epoch = ?)
    """;

  private final Database database;

  public PollCursorStore(Database database) {
    this.database = database;
  }

  /** The cursor; where there is none yet it begins at {@code first}. */
  public Instant readTo(String connection, String flow, Instant first) {
    return find(connection, flow).orElseGet(() -> begin(connection, flow, first));
  }

  /**
   * Moves the cursor, once everything read up to {@code to} is in the inbox. It never goes back.
   *
   * @param from where the caller found it
   * @param epoch under which the poll was claimed
   * @return false where the tenant's lease has passed on or another poll moved it; nothing changed then
   */
  public boolean move(String connection, String flow, Instant from, Instant to, String tenant, long epoch) {
    long target = Math.max(from.toEpochMilli(), to.toEpochMilli());
    return database.durably(
      () ->
        database
          .sql()
          .sql(MOVE)
          .params(target, database.now(), connection, flow, from.toEpochMilli(), tenant, epoch)
          .update() ==
        1
    );
  }

  /** Has the connection's polls read from their beginnings, in the running transaction. */
  public void forget(String connection) {
    database.sql().sql("DELETE FROM poll_cursor WHERE connection = ?").params(connection).update();
  }

  private Optional<Instant> find(String connection, String flow) {
    return database
      .sql()
      .sql("SELECT read_to FROM poll_cursor WHERE connection = ? AND flow = ?")
      .params(connection, flow)
      .query(Long.class)
      .optional()
      .map(Instant::ofEpochMilli);
  }

  private Instant begin(String connection, String flow, Instant first) {
    try {
      database.durably(() -> {
        database
          .sql()
          .sql("INSERT INTO poll_cursor (connection, flow, read_to, moved_at) VALUES (?, ?, ?, ?)")
          .params(connection, flow, first.toEpochMilli(), database.now())
          .update();
      });
      return Instant.ofEpochMilli(first.toEpochMilli());
    } catch (DuplicateKeyException begunMeanwhile) {
      return find(connection, flow).orElseThrow();
    }
  }
}
