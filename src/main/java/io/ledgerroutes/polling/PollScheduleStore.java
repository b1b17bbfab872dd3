package io.ledgerroutes.polling;

import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** When each connection's poll was last due; a compare-and-set makes each due time happen once over all nodes. */
@Component
class PollScheduleStore {

  private final Database database;

  PollScheduleStore(Database database) {
    this.database = database;
  }

  Instant now() {
    return Instant.ofEpochMilli(database.now());
  }

  /** The last due time of a flow's polls, by connection. */
  Map<String, Instant> lastDue(String flow) {
    Map<String, Instant> times = new HashMap<>();
    database
      .sql()
      .sql("SELECT connection, last_due FROM poll_schedule WHERE flow = ?")
      .params(flow)
      .query(row -> {
        times.put(row.getString("connection"), Instant.ofEpochMilli(row.getLong("last_due")));
      });
    return times;
  }

  /** Notes the first due time, in the running transaction; throws DuplicateKeyException where another node did. */
  void begin(String connection, String flow, Instant due) {
    database
      .sql()
      .sql("INSERT INTO poll_schedule (connection, flow, last_due) VALUES (?, ?, ?)")
      .params(connection, flow, due.toEpochMilli())
      .update();
  }

  /** Moves the last due time on, in the running transaction; false where another node was faster. */
  boolean advance(String connection, String flow, Instant from, Instant to) {
    int moved = database
      .sql()
      .sql("UPDATE poll_schedule SET last_due = ? WHERE connection = ? AND flow = ? AND last_due = ?")
      .params(to.toEpochMilli(), connection, flow, from.toEpochMilli())
      .update();
    return moved == 1;
  }
}
