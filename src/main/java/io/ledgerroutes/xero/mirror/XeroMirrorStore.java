package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.xero.XeroJson;
import io.ledgerroutes.xero.XeroRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The mirrored records: their content sealed, their keys as pseudonyms. A version never gives way to an older one,
 * whoever reads late.
 */
@Component
public class XeroMirrorStore {

  private static final String OF_KIND = " WHERE tenant = :tenant AND kind = :kind";

  private static final String INSERT = """
    INSERT INTO xero_mirror (tenant, kind, record_id, version, fingerprint, content, seen_at, changed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """;
  private static final String UPDATE = """
    UPDATE xero_mirror SET version = ?, fingerprint = ?, content = ?, seen_at = ?, changed_at = ?
     WHERE tenant = ? AND kind = ? AND record_id = ? AND version <= ?
    """;
  private static final String INSERT_KEY = """
    INSERT INTO xero_mirror_key (tenant, kind, key_name, key_value, record_id) VALUES (?, ?, ?, ?, ?)
    """;

  private final Database database;
  private final JdbcTemplate jdbc;
  private final Vault vault;

  public XeroMirrorStore(Database database, JdbcTemplate jdbc, Vault vault) {
    this.database = database;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /** The contents take part in a change of the master key. */
  @Bean
  static SealedColumn sealedMirror() {
    return new SealedColumn(
      "mirrored records",
      "SELECT COALESCE(MAX(id), 0) FROM xero_mirror",
      """
      SELECT id, 0 AS position, 'mirror/' || tenant || '/' || kind || '/' || record_id AS associated,
             content AS sealed
        FROM xero_mirror WHERE id > :after AND id <= :upTo
      """,
      "UPDATE xero_mirror SET content = :now WHERE id = :id AND content = :before"
    );
  }

  private record Row(XeroRecord record, MirrorKeys keys, String content, String fingerprint) {
    String id() {
      return record.id();
    }

    long version() {
      return record.updated().toEpochMilli();
    }
  }

  private record Known(long version, String fingerprint) {}

  /**
   * Takes records as they were read: new ones and later versions; what differs at the same version too, because
   * not every change moves it (facts, Xero 3).
   *
   * @return how many were new or changed
   */
  int put(String tenant, MirrorKind kind, Collection<XeroRecord> records) {
    if (records.isEmpty()) {
      return 0;
    }
    Map<String, Row> rows = new TreeMap<>();
    for (XeroRecord record : records) {
      rows.merge(record.id(), row(tenant, kind, record), (one, other) ->
        one.version() > other.version() ? one : other
      );
    }
    try {
      return write(tenant, kind, rows);
    } catch (DuplicateKeyException anotherNodeWasFaster) {
      return write(tenant, kind, rows);
    }
  }

  private Row row(String tenant, MirrorKind kind, XeroRecord record) {
    String content = XeroJson.text(kind.kept(record.json()));
    String fingerprint = vault.pseudonym(associated(tenant, kind, record.id()) + "=" + content);
    return new Row(record, kind.keys(record.json()), content, fingerprint);
  }

  private int write(String tenant, MirrorKind kind, Map<String, Row> rows) {
    return database.transact(() -> {
      long now = database.now();
      Map<String, Known> known = known(tenant, kind, rows.keySet());
      List<Row> fresh = rows
        .values()
        .stream()
        .filter(row -> !known.containsKey(row.id()))
        .toList();
      List<Row> changed = rows
        .values()
        .stream()
        .filter(row -> differs(row, known.get(row.id())))
        .toList();
      seen(tenant, kind, known.keySet(), now);
      insert(tenant, kind, fresh, now);
      update(tenant, kind, changed, now);
      return fresh.size() + changed.size();
    });
  }

  private static boolean differs(Row row, Known known) {
    return (
      known != null && row.version() >= known.version() && !row.fingerprint().equals(known.fingerprint())
    );
  }

  /** What is there, locked in one order: two nodes that read the same page would wait for each other in a circle. */
  private Map<String, Known> known(String tenant, MirrorKind kind, Collection<String> ids) {
    Map<String, Known> known = new HashMap<>();
    sql(
      "SELECT record_id, version, fingerprint FROM xero_mirror" +
        OF_KIND +
        " AND record_id IN (:ids) ORDER BY record_id FOR UPDATE",
      tenant,
      kind
    )
      .param("ids", ids)
      .query(row -> {
        known.put(
          row.getString("record_id"),
          new Known(row.getLong("version"), row.getString("fingerprint"))
        );
      });
    return known;
  }

  private void seen(String tenant, MirrorKind kind, Collection<String> ids, long now) {
    if (!ids.isEmpty()) {
      sql("UPDATE xero_mirror SET seen_at = :now" + OF_KIND + " AND record_id IN (:ids)", tenant, kind)
        .param("now", now)
        .param("ids", ids)
        .update();
    }
  }

  private void insert(String tenant, MirrorKind kind, List<Row> rows, long now) {
    jdbc.batchUpdate(INSERT, rows, Math.max(1, rows.size()), (statement, row) -> {
      statement.setString(1, tenant);
      statement.setString(2, kind.text());
      statement.setString(3, row.id());
      statement.setLong(4, row.version());
      statement.setString(5, row.fingerprint());
      statement.setBytes(6, sealed(tenant, kind, row));
      statement.setLong(7, now);
      statement.setLong(8, now);
    });
    insertKeys(tenant, kind, rows);
  }

  private void update(String tenant, MirrorKind kind, List<Row> rows, long now) {
    jdbc.batchUpdate(UPDATE, rows, Math.max(1, rows.size()), (statement, row) -> {
      statement.setLong(1, row.version());
      statement.setString(2, row.fingerprint());
      statement.setBytes(3, sealed(tenant, kind, row));
      statement.setLong(4, now);
      statement.setLong(5, now);
      statement.setString(6, tenant);
      statement.setString(7, kind.text());
      statement.setString(8, row.id());
      statement.setLong(9, row.version());
    });
    deleteKeys(tenant, kind, rows.stream().map(Row::id).toList());
    insertKeys(tenant, kind, rows);
  }

  private void insertKeys(String tenant, MirrorKind kind, List<Row> rows) {
    List<Object[]> keys = new ArrayList<>();
    for (Row row : rows) {
      for (MirrorKeys.Key key : row.keys().all()) {
        String value = pseudonym(tenant, key.name(), key.value());
        keys.add(new Object[] { tenant, kind.text(), key.name(), value, row.id() });
      }
    }
    jdbc.batchUpdate(INSERT_KEY, keys);
  }

  private void deleteKeys(String tenant, MirrorKind kind, Collection<String> ids) {
    if (!ids.isEmpty()) {
      sql("DELETE FROM xero_mirror_key" + OF_KIND + " AND record_id IN (:ids)", tenant, kind)
        .param("ids", ids)
        .update();
    }
  }

  /**
   * Takes these records as all there are: others of the kind go, in the same commit.
   *
   * @return how many were new, changed or gone
   */
  int replace(String tenant, MirrorKind kind, List<XeroRecord> records) {
    return database.transact(() -> {
      int changed = put(tenant, kind, records);
      List<String> gone = new ArrayList<>(
        sql("SELECT record_id FROM xero_mirror" + OF_KIND, tenant, kind).query(String.class).list()
      );
      gone.removeAll(records.stream().map(XeroRecord::id).toList());
      remove(tenant, kind, gone);
      return changed + gone.size();
    });
  }

  /** Forgets all that was mirrored of the tenant. */
  void removeAll(String tenant) {
    for (String table : List.of("xero_mirror_key", "xero_mirror", "xero_mirror_state")) {
      database.sql().sql("DELETE FROM " + table + " WHERE tenant = ?").params(tenant).update();
    }
  }

  /** Forgets records; also the way to forget a person. */
  void remove(String tenant, MirrorKind kind, Collection<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    database.transact(() -> {
      deleteKeys(tenant, kind, ids);
      return sql("DELETE FROM xero_mirror" + OF_KIND + " AND record_id IN (:ids)", tenant, kind)
        .param("ids", ids)
        .update();
    });
  }

  /** A record in its place. */
  record Kept(long id, String tenant, MirrorKind kind, String recordId, byte[] content) {}

  /** The next records of all tenants and kinds behind a place. */
  List<Kept> after(long id, int most) {
    return database
      .sql()
      .sql("SELECT id, tenant, kind, record_id, content FROM xero_mirror WHERE id > ? ORDER BY id LIMIT ?")
      .params(id, most)
      .query((row, number) -> {
        String tenant = row.getString("tenant");
        MirrorKind kind = MirrorKind.of(row.getString("kind")).orElseThrow();
        String record = row.getString("record_id");
        byte[] content = vault.open(row.getBytes("content"), associated(tenant, kind, record));
        return new Kept(row.getLong("id"), tenant, kind, record, content);
      })
      .list();
  }

  /** The next records behind this id, in order of ids, that were last read before the moment. */
  List<String> notSeenSince(String tenant, MirrorKind kind, Instant moment, String after, int most) {
    String where = OF_KIND + " AND seen_at < :moment AND record_id > :after ORDER BY record_id LIMIT :most";
    return sql("SELECT record_id FROM xero_mirror" + where, tenant, kind)
      .param("moment", moment.toEpochMilli())
      .param("after", after)
      .param("most", most)
      .query(String.class)
      .list();
  }

  int count(String tenant, MirrorKind kind) {
    return sql("SELECT COUNT(*) FROM xero_mirror" + OF_KIND, tenant, kind).query(Integer.class).single();
  }

  /** Every record of a kind, by id. */
  List<XeroRecord> all(String tenant, MirrorKind kind) {
    return read(tenant, kind, sql(select(""), tenant, kind));
  }

  /** The records whose content changed last, latest first. */
  List<XeroRecord> latest(String tenant, MirrorKind kind, int most) {
    String latest =
      "SELECT record_id, version, content FROM xero_mirror" +
      OF_KIND +
      " ORDER BY changed_at DESC, id DESC LIMIT :most";
    return read(tenant, kind, sql(latest, tenant, kind).param("most", most));
  }

  /** The records of these ids; unknown ones are absent. */
  List<XeroRecord> byIds(String tenant, MirrorKind kind, Collection<String> ids) {
    return ids.isEmpty()
      ? List.of()
      : read(tenant, kind, sql(select(" AND record_id IN (:ids)"), tenant, kind).param("ids", ids));
  }

  /** The records that have one of these values as a key of this name. */
  List<XeroRecord> byKey(String tenant, MirrorKind kind, String key, Collection<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    String where = """
       AND record_id IN (SELECT record_id FROM xero_mirror_key
                          WHERE tenant = :tenant AND kind = :kind AND key_name = :key AND key_value IN (:values))
      """;
    List<String> pseudonyms = values
      .stream()
      .distinct()
      .map(value -> pseudonym(tenant, key, value))
      .toList();
    return read(tenant, kind, sql(select(where), tenant, kind).param("key", key).param("values", pseudonyms));
  }

  /** A place among the changes of a kind: behind it are those that came later, or with it and have a greater id. */
  record Place(long changedAt, long id) {}

  /**
   * The next records behind a place whose content changed before the moment, in order of their changes.
   *
   * @return each with the place behind it
   */
  List<Map.Entry<Place, ChangedRecord>> changed(
    String tenant,
    MirrorKind kind,
    Place behind,
    Instant before,
    int most
  ) {
    String columns = "SELECT id, record_id, version, fingerprint, content, changed_at FROM xero_mirror";
    String where = """
       AND changed_at >= :at AND (changed_at > :at OR id > :id) AND changed_at < :before
       ORDER BY changed_at, id LIMIT :most
      """;
    return sql(columns + OF_KIND + where, tenant, kind)
      .param("at", behind.changedAt())
      .param("id", behind.id())
      .param("before", before.toEpochMilli())
      .param("most", most)
      .query((row, number) ->
        Map.entry(
          new Place(row.getLong("changed_at"), row.getLong("id")),
          new ChangedRecord(record(tenant, kind, row), row.getString("fingerprint"))
        )
      )
      .list();
  }

  /** Keyed hashes of these records' contents, by id; unknown ones are absent. */
  Map<String, String> fingerprints(String tenant, MirrorKind kind, Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : fingerprints(tenant, kind, " AND record_id IN (:values)", ids);
  }

  /** Keyed hashes of the contents of records that have this value as a key of this name, by id. */
  Map<String, String> fingerprintsByKey(String tenant, MirrorKind kind, String key, String value) {
    String where = """
       AND record_id IN (SELECT record_id FROM xero_mirror_key
                          WHERE tenant = :tenant AND kind = :kind AND key_name = '%s' AND key_value IN (:values))
      """.formatted(key);
    return fingerprints(tenant, kind, where, List.of(pseudonym(tenant, key, value)));
  }

  private Map<String, String> fingerprints(
    String tenant,
    MirrorKind kind,
    String where,
    Collection<String> values
  ) {
    Map<String, String> fingerprints = new TreeMap<>();
    sql("SELECT record_id, fingerprint FROM xero_mirror" + OF_KIND + where, tenant, kind)
      .param("values", values)
      .query(row -> {
        fingerprints.put(row.getString("record_id"), row.getString("fingerprint"));
      });
    return fingerprints;
  }

  private static String select(String where) {
    return "SELECT record_id, version, content FROM xero_mirror" + OF_KIND + where + " ORDER BY record_id";
  }

  private List<XeroRecord> read(String tenant, MirrorKind kind, StatementSpec select) {
    return select.query((row, number) -> record(tenant, kind, row)).list();
  }

  private XeroRecord record(String tenant, MirrorKind kind, ResultSet row) throws SQLException {
    String id = row.getString("record_id");
    JsonNode content = XeroJson.own(vault.open(row.getBytes("content"), associated(tenant, kind, id)));
    return new XeroRecord(id, Instant.ofEpochMilli(row.getLong("version")), content);
  }

  private byte[] sealed(String tenant, MirrorKind kind, Row row) {
    return vault.seal(row.content().getBytes(StandardCharsets.UTF_8), associated(tenant, kind, row.id()));
  }

  private static String associated(String tenant, MirrorKind kind, String id) {
    return "mirror/" + tenant + "/" + kind.text() + "/" + id;
  }

  private String pseudonym(String tenant, String key, String value) {
    return vault.pseudonym("mirror/" + tenant + "/" + key + "/" + value);
  }

  private StatementSpec sql(String text, String tenant, MirrorKind kind) {
    return database.sql().sql(text).param("tenant", tenant).param("kind", kind.text());
  }
}
