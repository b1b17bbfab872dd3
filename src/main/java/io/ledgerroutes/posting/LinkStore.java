package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Which document a source record became; kept for good. */
@Component
public class LinkStore {

  private static final String COLUMNS = """
    tenant, scope, source_type, source_id, target_type, target_id, number, source_projection, target_projection,
    created_at
    """;

  private final Database database;
  private final InboxStore inbox;
  private final Vault vault;

  public LinkStore(Database database, InboxStore inbox, Vault vault) {
    this.database = database;
    this.inbox = inbox;
    this.vault = vault;
  }

  /** The projections take part in a change of the master key; named as {@link Link#waitsForName} does. */
  @Bean
  static SealedColumn sealedProjections() {
    return new SealedColumn(
      "links",
      "SELECT COALESCE(MAX(id), 0) FROM link",
      """
      SELECT id, 0 AS position, target_projection AS sealed,
             'link/' || scope || '/' || source_type || '/' || source_id || '>' || target_type AS associated
        FROM link WHERE id > :after AND id <= :upTo AND OCTET_LENGTH(target_projection) > 0
      """,
      "UPDATE link SET target_projection = :now WHERE id = :id AND target_projection = :before"
    );
  }

  /**
   * The projections of links to one kind of document, to be changed.
   *
   * @param targetType a name of the program's own
   */
  public static SealedColumn projectionsOf(String targetType) {
    return ofKinds("= '" + targetType + "'");
  }

  /** The projections of links to all kinds of documents but one. */
  public static SealedColumn projectionsBut(String targetType) {
    return ofKinds("<> '" + targetType + "'");
  }

  private static SealedColumn ofKinds(String condition) {
    SealedColumn all = sealedProjections();
    return new SealedColumn(
      all.what(),
      all.last(),
      all.rows() + " AND target_type " + condition,
      all.replace()
    );
  }

  public Optional<Link> find(SourceRef source, String targetType) {
    return Optional.ofNullable(find(List.of(source), targetType).get(source));
  }

  /** The links of these sources to a kind of document; unlinked ones are absent. */
  public Map<SourceRef, Link> find(Collection<SourceRef> sources, String targetType) {
    Map<SourceRef, Link> links = new HashMap<>();
    Map<List<String>, List<SourceRef>> groups = new HashMap<>();
    for (SourceRef source : sources) {
      groups
        .computeIfAbsent(List.of(source.scope(), source.type()), key -> new java.util.ArrayList<>())
        .add(source);
    }
    groups.forEach((group, members) ->
      database
        .sql()
        .sql(
          "SELECT " +
            COLUMNS +
            " FROM link WHERE scope = :scope AND source_type = :type AND target_type = :target" +
            " AND source_id IN (:ids)"
        )
        .param("scope", group.get(0))
        .param("type", group.get(1))
        .param("target", targetType)
        .param("ids", members.stream().map(SourceRef::id).distinct().toList())
        .query((row, number) -> link(row))
        .list()
        .forEach(link -> links.put(link.source(), link))
    );
    return links;
  }

  /** What a record became, whatever the kinds of document, oldest first; the scopes are where it may be known. */
  public List<Link> ofSource(Collection<String> scopes, String sourceType, String sourceId) {
    return links(
      " WHERE scope IN (:places) AND source_type = :type AND source_id = :id ORDER BY id",
      scopes,
      sourceType,
      sourceId
    );
  }

  /** What a document of one of these tenants was made from, oldest first. */
  public List<Link> ofTarget(Collection<String> tenants, String targetType, String targetId) {
    return links(
      " WHERE tenant IN (:places) AND target_type = :type AND target_id = :id ORDER BY id",
      tenants,
      targetType,
      targetId
    );
  }

  /** The links to these documents of a tenant, by the document's id; the oldest of each. */
  public Map<String, Link> ofTargets(String tenant, String targetType, Collection<String> targetIds) {
    Map<String, Link> found = new HashMap<>();
    if (targetIds.isEmpty()) {
      return found;
    }
    database
      .sql()
      .sql(
        "SELECT " +
          COLUMNS +
          " FROM link WHERE tenant = :tenant AND target_type = :type AND target_id IN (:ids) ORDER BY id"
      )
      .param("tenant", tenant)
      .param("type", targetType)
      .param("ids", targetIds)
      .query((row, number) -> link(row))
      .list()
      .forEach(link -> found.putIfAbsent(link.targetId(), link));
    return found;
  }

  /**
   * What records of a kind became whose document's number begins so, oldest first. It looks at all of the scope's
   * records of that kind: for the rare question only.
   */
  public List<Link> numbered(String scope, String sourceType, String targetType, String prefix) {
    return database
      .sql()
      .sql(
        "SELECT " +
          COLUMNS +
          " FROM link WHERE scope = ? AND source_type = ? AND target_type = ? AND number LIKE ? ESCAPE '!' ORDER BY id"
      )
      .params(scope, sourceType, targetType, prefix.replaceAll("([!%_])", "!$1") + "%")
      .query((row, number) -> link(row))
      .list();
  }

  /** The sources of documents that bear one of these numbers, also of those that were only meant to be made. */
  public List<SourceRef> sourcesNumbered(Collection<String> numbers, int most) {
    if (numbers.isEmpty()) {
      return List.of();
    }
    return database
      .sql()
      .sql(
        """
        SELECT scope, source_type, source_id FROM link WHERE number IN (:numbers)
         UNION
        SELECT scope, source_type, source_id FROM intent_element WHERE number IN (:numbers)
         LIMIT :most
        """
      )
      .param("numbers", numbers)
      .param("most", most)
      .query((row, position) ->
        new SourceRef(row.getString("scope"), row.getString("source_type"), row.getString("source_id"))
      )
      .list();
  }

  private List<Link> links(String where, Collection<String> places, String type, String id) {
    if (places.isEmpty()) {
      return List.of();
    }
    return database
      .sql()
      .sql("SELECT " + COLUMNS + " FROM link" + where)
      .param("places", places)
      .param("type", type)
      .param("id", id)
      .query((row, number) -> link(row))
      .list();
  }

  /** The link to a document, if any connection of the tenant made it. */
  public Optional<Link> ofTarget(String tenant, String targetType, String targetId) {
    return database
      .sql()
      .sql(
        "SELECT " + COLUMNS + " FROM link WHERE tenant = ? AND target_type = ? AND target_id = ? ORDER BY id"
      )
      .params(tenant, targetType, targetId)
      .query((row, number) -> link(row))
      .list()
      .stream()
      .findFirst();
  }

  /**
   * Adds a link in the running transaction and releases messages that waited for it. A link that is already
   * there for the source stays as it is.
   */
  public void add(
    String tenant,
    Draft draft,
    String targetType,
    String targetId,
    String number,
    String projection
  ) {
    if (find(draft.source(), targetType).isPresent()) {
      return;
    }
    long now = database.now();
    SourceRef source = draft.source();
    database
      .sql()
      .sql(
        """
        INSERT INTO link (tenant, scope, source_type, source_id, target_type, target_id, number,
                          source_projection, target_projection, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .params(
        tenant,
        source.scope(),
        source.type(),
        source.id(),
        targetType,
        targetId,
        number,
        draft.sourceProjection(),
        vault.seal(projection.getBytes(StandardCharsets.UTF_8), associated(source, targetType)),
        now,
        now
      )
      .update();
    inbox.releaseWaiting(Link.waitsForName(source, targetType));
  }

  /**
   * Notes in the running transaction what the document became by a change.
   *
   * @return the link as it is now
   */
  public Link change(SourceRef source, String targetType, String sourceProjection, String targetProjection) {
    database
      .sql()
      .sql(
        """
        UPDATE link SET source_projection = ?, target_projection = ?, updated_at = ?
         WHERE scope = ? AND source_type = ? AND source_id = ? AND target_type = ?
        """
      )
      .params(
        sourceProjection,
        vault.seal(targetProjection.getBytes(StandardCharsets.UTF_8), associated(source, targetType)),
        database.now(),
        source.scope(),
        source.type(),
        source.id(),
        targetType
      )
      .update();
    return find(source, targetType).orElseThrow();
  }

  private Link link(ResultSet row) throws SQLException {
    SourceRef source = new SourceRef(
      row.getString("scope"),
      row.getString("source_type"),
      row.getString("source_id")
    );
    String targetType = row.getString("target_type");
    byte[] projection = vault.open(row.getBytes("target_projection"), associated(source, targetType));
    return new Link(
      row.getString("tenant"),
      source,
      targetType,
      row.getString("target_id"),
      row.getString("number"),
      row.getString("source_projection"),
      new String(projection, StandardCharsets.UTF_8),
      Instant.ofEpochMilli(row.getLong("created_at"))
    );
  }

  private static String associated(SourceRef source, String targetType) {
    return "link/" + Link.waitsForName(source, targetType);
  }
}
