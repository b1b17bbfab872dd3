package io.ledgerroutes.xerostampli;

import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The table of what was alarmed about delivered records. */
@Component
class BillAlarmStore {

  private final Database database;

  BillAlarmStore(Database database) {
    this.database = database;
  }

  /**
   * What was alarmed.
   *
   * @param message the id of the message that stands for it
   * @param toldAt by the database's clock
   */
  record Alarm(long message, Instant toldAt) {}

  Optional<Alarm> find(String connection, String recordType, String recordId, String state) {
    return database
      .sql()
      .sql(
        """
        SELECT message_id, told_at FROM bill_alarm
         WHERE connection = ? AND record_type = ? AND record_id = ? AND state = ?
        """
      )
      .params(connection, recordType, recordId, state)
      .query((row, number) ->
        new Alarm(row.getLong("message_id"), Instant.ofEpochMilli(row.getLong("told_at")))
      )
      .optional();
  }

  /** Adds one in the running transaction. */
  void add(String connection, String recordType, String recordId, String state, long message, boolean stop) {
    database
      .sql()
      .sql(
        """
        INSERT INTO bill_alarm (connection, record_type, record_id, state, message_id, stop, told_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
      )
      .params(connection, recordType, recordId, state, message, stop, database.now())
      .update();
  }

  /** Another message stands for it now. */
  void standsIn(String connection, String recordType, String recordId, String state, long message) {
    database
      .sql()
      .sql(
        """
        UPDATE bill_alarm SET message_id = ?
         WHERE connection = ? AND record_type = ? AND record_id = ? AND state = ?
        """
      )
      .params(message, connection, recordType, recordId, state)
      .update();
  }

  /** How many records each connection has of which something must be stopped at Stampli; none are absent. */
  Map<String, Long> standing() {
    Map<String, Long> standing = new TreeMap<>();
    database
      .sql()
      .sql(
        """
        SELECT a.connection, COUNT(*) AS records FROM bill_alarm a JOIN inbox i ON i.id = a.message_id
         WHERE a.stop = TRUE AND i.state = 'HELD' GROUP BY a.connection
        """
      )
      .query(row -> {
        standing.put(row.getString("connection"), row.getLong("records"));
      });
    return standing;
  }
}
