package io.ledgerroutes.xerostampli;

import io.ledgerroutes.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The table of what was told last of each delivered record that changed. */
@Component
class BillAlarmStore {

  private final Database database;

  BillAlarmStore(Database database) {
    this.database = database;
  }

  /** What was told of these records, a few hundred at most, by id; others are absent. */
  Map<String, Told> find(String connection, String recordType, Collection<String> ids) {
    Map<String, Told> told = new HashMap<>();
    if (ids.isEmpty()) {
      return told;
    }
    database
      .sql()
      .sql(
        """
        SELECT record_id, state, file, words, stop, closed, told_at FROM bill_alarm
         WHERE connection = :connection AND record_type = :type AND record_id IN (:ids)
        """
      )
      .param("connection", connection)
      .param("type", recordType)
      .param("ids", ids)
      .query(row -> {
        told.put(
          row.getString("record_id"),
          new Told(
            row.getString("state"),
            row.getString("file"),
            row.getString("words"),
            row.getBoolean("stop"),
            row.getBoolean("closed"),
            Instant.ofEpochMilli(row.getLong("told_at"))
          )
        );
      });
    return told;
  }

  /** Writes it in the place of what was told before, in the running transaction. */
  void put(String connection, String recordType, String recordId, Told told) {
    database
      .sql()
      .sql("DELETE FROM bill_alarm WHERE connection = ? AND record_type = ? AND record_id = ?")
      .params(connection, recordType, recordId)
      .update();
    database
      .sql()
      .sql(
        """
        INSERT INTO bill_alarm (connection, record_type, record_id, state, file, words, stop, closed, told_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .params(
        connection,
        recordType,
        recordId,
        told.state(),
        told.file(),
        told.words(),
        told.stop(),
        told.closed(),
        told.at().toEpochMilli()
      )
      .update();
  }

  /** Closes what was told of a record, if anything was, in the running transaction. */
  void close(String connection, String recordType, String recordId) {
    database
      .sql()
      .sql("UPDATE bill_alarm SET closed = TRUE WHERE connection = ? AND record_type = ? AND record_id = ?")
      .params(connection, recordType, recordId)
      .update();
  }

  /**
   * How many records each connection has of which something must be done at Stampli, and that somebody can close: a
   * message that a newer one superseded hands on to it, and those of a connection that went for good have all ended.
   */
  Map<String, Long> standing() {
    Map<String, Long> standing = new TreeMap<>();
    database
      .sql()
      .sql(
        """
        SELECT a.connection, COUNT(*) AS records FROM bill_alarm a
         WHERE a.stop = TRUE AND a.closed = FALSE
           AND EXISTS (SELECT 1 FROM inbox i WHERE i.connection = a.connection AND i.flow = a.record_type
                          AND i.record_key = a.record_id AND i.state NOT IN ('DONE', 'SKIPPED'))
         GROUP BY a.connection
        """
      )
      .query(row -> {
        standing.put(row.getString("connection"), row.getLong("records"));
      });
    return standing;
  }
}
