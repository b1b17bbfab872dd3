package io.ledgerroutes.connection;

import io.ledgerroutes.connection.Standing.Since;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is remembered of connections and grants, and what each node has read its directories as. */
@Component
public class ConnectionStore {

  private static final Duration NODE_FORGOTTEN = Duration.ofHours(1);

  private final Database database;

  public ConnectionStore(Database database) {
    this.database = database;
  }

  /**
   * A connection that was once good.
   *
   * @param content the text of its last good file
   * @param pausedBy the operator, or null
   */
  record Known(String id, String content, String contentHash, String pausedBy) {}

  List<Known> known() {
    return database
      .sql()
      .sql("SELECT id, content, content_hash, paused_by FROM connection_known ORDER BY id")
      .query(Known.class)
      .list();
  }

  /** Whether records of the connection are linked to documents. */
  boolean hasLinks(String id) {
    return database
      .sql()
      .sql("SELECT 1 FROM link WHERE scope = :id LIMIT 1")
      .param("id", id)
      .query(Integer.class)
      .optional()
      .isPresent();
  }

  /** The text of the connection's last good file. */
  Optional<String> text(String id) {
    return database
      .sql()
      .sql("SELECT content FROM connection_known WHERE id = :id")
      .param("id", id)
      .query(String.class)
      .optional();
  }

  /** Every connection that is remembered, with who paused it and why. */
  Map<String, Optional<Since>> remembered() {
    return database
      .sql()
      .sql("SELECT id, paused_by || COALESCE(': ' || paused_because, ''), paused_at FROM connection_known")
      .query((rs, n) ->
        Map.entry(rs.getString(1), Optional.ofNullable(since(rs.getString(2), rs.getLong(3))))
      )
      .list()
      .stream()
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Stores the last good text; whoever paused it stays. */
  void remember(Connection connection, String content, String contentHash) {
    database.durably(() -> {
      int updated = write(
        "UPDATE connection_known SET integration = :integration, content = :content, content_hash = :hash, updated_at = " +
          Database.NOW +
          " WHERE id = :id",
        connection,
        content,
        contentHash
      );
      if (updated == 0) {
        write(
          "INSERT INTO connection_known (id, integration, content, content_hash, updated_at)" +
            " SELECT :id, :integration, :content, :hash, " +
            Database.NOW +
            " WHERE NOT EXISTS (SELECT 1 FROM connection_known WHERE id = :id)",
          connection,
          content,
          contentHash
        );
      }
    });
  }

  private int write(String sql, Connection connection, String content, String contentHash) {
    return database
      .sql()
      .sql(sql)
      .param("id", connection.id())
      .param("integration", connection.integration())
      .param("content", content)
      .param("hash", contentHash)
      .update();
  }

  /**
   * Returns whether it was not paused already.
   *
   * @param because why, where nobody did it by hand; may be null
   */
  boolean pause(String id, String actor, String because) {
    return (
      database
        .sql()
        .sql(
          "UPDATE connection_known SET paused_by = :actor, paused_because = :because, paused_at = " +
            Database.NOW +
            " WHERE id = :id AND paused_by IS NULL"
        )
        .param("id", id)
        .param("actor", actor)
        .param("because", because)
        .update() ==
      1
    );
  }

  /** Returns whether it was paused. */
  boolean resume(String id) {
    return (
      database
        .sql()
        .sql(
          "UPDATE connection_known SET paused_by = NULL, paused_because = NULL, paused_at = NULL" +
            " WHERE id = :id AND paused_by IS NOT NULL"
        )
        .param("id", id)
        .update() ==
      1
    );
  }

  void forget(String id) {
    database.sql().sql("DELETE FROM connection_known WHERE id = :id").param("id", id).update();
  }

  private static Since since(String word, long at) {
    return word == null ? null : new Since(word, Instant.ofEpochMilli(at));
  }

  /** Why each broken grant is broken. */
  Map<String, Since> brokenGrants() {
    return database
      .sql()
      .sql("SELECT grant_name, reason, broken_at FROM grant_broken")
      .query((rs, n) -> Map.entry(rs.getString(1), since(rs.getString(2), rs.getLong(3))))
      .list()
      .stream()
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns whether it was not broken already. */
  boolean breakGrant(String grant, String reason) {
    return (
      database
        .sql()
        .sql(
          "INSERT INTO grant_broken (grant_name, reason, broken_at) SELECT :grant, :reason, " +
            Database.NOW +
            " WHERE NOT EXISTS (SELECT 1 FROM grant_broken WHERE grant_name = :grant)"
        )
        .param("grant", grant)
        .param("reason", reason)
        .update() ==
      1
    );
  }

  /** Returns whether it was broken. */
  boolean mendGrant(String grant) {
    return (
      database
        .sql()
        .sql("DELETE FROM grant_broken WHERE grant_name = :grant")
        .param("grant", grant)
        .update() ==
      1
    );
  }

  /** Why each organisation is shut whose grant may be good for others: tenant to reason. */
  Map<String, Since> brokenTenants() {
    return database
      .sql()
      .sql("SELECT tenant, reason, broken_at FROM tenant_broken")
      .query((rs, n) -> Map.entry(rs.getString(1), since(rs.getString(2), rs.getLong(3))))
      .list()
      .stream()
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns whether it was not broken already. */
  boolean breakTenant(String tenant, String reason) {
    return (
      database
        .sql()
        .sql(
          "INSERT INTO tenant_broken (tenant, reason, broken_at) SELECT :tenant, :reason, " +
            Database.NOW +
            " WHERE NOT EXISTS (SELECT 1 FROM tenant_broken WHERE tenant = :tenant)"
        )
        .param("tenant", tenant)
        .param("reason", reason)
        .update() ==
      1
    );
  }

  /** Returns whether it was broken. */
  boolean mendTenant(String tenant) {
    return (
      database
        .sql()
        .sql("DELETE FROM tenant_broken WHERE tenant = :tenant")
        .param("tenant", tenant)
        .update() ==
      1
    );
  }

  /** Says what this node has read a directory as, and drops what nodes of an hour ago said. */
  void publish(String node, String directory, String hash) {
    database.transact(() -> {
      int updated = publish(
        "UPDATE node_directory SET hash = :hash, updated_at = " +
          Database.NOW +
          " WHERE node = :node AND directory = :directory",
        node,
        directory,
        hash
      );
      if (updated == 0) {
        publish(
          "INSERT INTO node_directory (node, directory, hash, updated_at) VALUES (:node, :directory, :hash, " +
            Database.NOW +
            ")",
          node,
          directory,
          hash
        );
      }
      return database
        .sql()
        .sql("DELETE FROM node_directory WHERE updated_at < " + Database.NOW + " - :old")
        .param("old", NODE_FORGOTTEN.toMillis())
        .update();
    });
  }

  private int publish(String sql, String node, String directory, String hash) {
    return database
      .sql()
      .sql(sql)
      .param("node", node)
      .param("directory", directory)
      .param("hash", hash)
      .update();
  }

  /** What the nodes heard of since then have read a directory as: node to hash. */
  Map<String, String> published(String directory, Duration since) {
    return database
      .sql()
      .sql(
        "SELECT node, hash FROM node_directory WHERE directory = :directory AND updated_at >= " +
          Database.NOW +
          " - :since"
      )
      .param("directory", directory)
      .param("since", since.toMillis())
      .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
      .list()
      .stream()
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
