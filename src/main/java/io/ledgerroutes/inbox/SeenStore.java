package io.ledgerroutes.inbox;

import io.ledgerroutes.store.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What was decided about each version of a source record; outlives the inbox's rows. */
@Component
public class SeenStore {

  private final Database database;

  public SeenStore(Database database) {
    this.database = database;
  }

  /** The version last decided on with these settings. */
  public Optional<String> version(
    String connection,
    String recordType,
    String recordId,
    String settingsHash
  ) {
    return Optional.ofNullable(
      versions(connection, recordType, List.of(recordId), settingsHash).get(recordId)
    );
  }

  /** The versions last decided on with these settings, by record id; unknown ones are absent. */
  public Map<String, String> versions(
    String connection,
    String recordType,
    Collection<String> recordIds,
    String settingsHash
  ) {
    return decided(connection, recordType, recordIds, " AND settings_hash = :settings", settingsHash);
  }

  /** The versions last decided on, with whatever settings, by record id; unknown ones are absent. */
  public Map<String, String> versions(String connection, String recordType, Collection<String> recordIds) {
    return decided(connection, recordType, recordIds, "", "");
  }

  private Map<String, String> decided(
    String connection,
    String recordType,
    Collection<String> recordIds,
    String condition,
    String settingsHash
  ) {
    Map<String, String> versions = new HashMap<>();
    if (recordIds.isEmpty()) {
      return versions;
    }
    database
      .sql()
      .sql(
        """
          SELECT record_id, version FROM seen
           WHERE connection = :connection AND record_type = :type AND record_id IN (:ids)
          """ +
          condition
      )
      .param("connection", connection)
      .param("type", recordType)
      .param("settings", settingsHash)
      .param("ids", recordIds)
      .query(row -> {
        versions.put(row.getString("record_id"), row.getString("version"));
      });
    return versions;
  }

  /**
   * Forgets the versions of a connection's records whose messages are not finished, in the running transaction: once
   * these end undecided, a poll finds the records new. To be called before they end.
   */
  public void forgetUnfinished(String connection) {
    database
      .sql()
      .sql(
        """
        DELETE FROM seen
         WHERE connection = ?
           AND EXISTS (SELECT 1 FROM inbox i WHERE i.record_key = seen.record_id AND i.connection = seen.connection
                          AND i.flow = seen.record_type AND i.state NOT IN ('DONE', 'SKIPPED'))
        """
      )
      .params(connection)
      .update();
  }

  /** Remembers a decision in the running transaction. */
  void remember(String connection, Sighting sighting, MessageState decision) {
    long now = database.now();
    int updated = database
      .sql()
      .sql(
        """
        UPDATE seen SET version = ?, decision = ?, settings_hash = ?, updated_at = ?
         WHERE connection = ? AND record_type = ? AND record_id = ?
        """
      )
      .params(
        sighting.version(),
        decision.name(),
        sighting.settingsHash(),
        now,
        connection,
        sighting.recordType(),
        sighting.recordId()
      )
      .update();
    if (updated == 0) {
      database
        .sql()
        .sql(
          """
          INSERT INTO seen (connection, record_type, record_id, version, decision, settings_hash, updated_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """
        )
        .params(
          connection,
          sighting.recordType(),
          sighting.recordId(),
          sighting.version(),
          decision.name(),
          sighting.settingsHash(),
          now
        )
        .update();
    }
  }
}
