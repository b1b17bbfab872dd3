package io.ledgerroutes.stampli;

import io.ledgerroutes.retention.Age;
import io.ledgerroutes.retention.AgedRows;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.Vault;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files with their bytes; which record stands in which of them is the {@link FiledRecordStore}'s. */
@Component
public class StampliFileStore {

  private static final String FILE = """
    SELECT id, connection, kind, name, state, reason, sha256, bytes, row_count, records, server, staged_at, ended_at,
           kept, step, doubted
      FROM stampli_file
    """;
  private static final DateTimeFormatter NAME_TIME = DateTimeFormatter.ofPattern(
    "yyyyMMdd'T'HHmmss'Z'"
  ).withZone(ZoneOffset.UTC);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST_REASON = 2000;
  /** H2 takes a megabyte a value; sealed bytes are a little longer than plain ones. */
  private static final int PART = 512 * 1024;

  private final Database database;
  private final FiledRecordStore records;
  private final Vault vault;

  public StampliFileStore(Database database, FiledRecordStore records, Vault vault) {
    this.database = database;
    this.records = records;
    this.vault = vault;
  }

  /** The bytes take part in a change of the master key. */
  @Bean
  static SealedColumn sealedStampliFiles() {
    return new SealedColumn(
      "files",
      "SELECT COALESCE(MAX(id), 0) FROM stampli_file",
      """
      SELECT p.file_id AS id, p.position, p.content AS sealed,
             'stampli-file/' || f.connection || '/' || f.name || '/' || p.position AS associated
        FROM stampli_file_part p JOIN stampli_file f ON f.id = p.file_id
       WHERE p.file_id > :after AND p.file_id <= :upTo
      """,
      "UPDATE stampli_file_part SET content = :now WHERE file_id = :id AND position = :position AND content = :before"
    );
  }

  /** Bytes of what was delivered or given up go when they are old; what stood in which file stays. */
  @Bean
  static AgedRows agedStampliFiles() {
    return new AgedRows(
      "files",
      Age.FILES,
      "stampli_file",
      "staged_at",
      List.of(
        """
        DELETE FROM stampli_file_part WHERE file_id IN (
          SELECT id FROM stampli_file
           WHERE id > :after AND id <= :upTo AND kept = TRUE AND ended_at < :before)
        """,
        """
        UPDATE stampli_file SET kept = FALSE
         WHERE id > :after AND id <= :upTo AND kept = TRUE AND ended_at < :before
        """
      ),
      "SELECT MIN(id) FROM stampli_file WHERE id > :after AND id <= :upTo AND kept = TRUE",
      20
    );
  }

  /**
   * Adds a file in the running transaction, under a name of its own: the connection's next number makes it one.
   *
   * @throws org.springframework.dao.DuplicateKeyException where another pass was faster with the number or with one of
   *     the versions; nothing of the transaction may be kept then
   */
  StagedFile add(NewFile file) {
    long sequence = sql()
      .sql("SELECT COALESCE(MAX(sequence), 0) + 1 FROM stampli_file WHERE connection = ?")
      .params(file.connection())
      .query(Long.class)
      .single();
    String name = name(file, sequence);
    sql()
      .sql(
        """
        INSERT INTO stampli_file (connection, kind, name, state, sha256, bytes, row_count, records, synced_at, sequence,
                                  staged_at, kept)
        VALUES (?, ?, ?, 'STAGED', ?, ?, ?, ?, ?, ?, ?, TRUE)
        """
      )
      .params(
        file.connection(),
        file.kind().text(),
        name,
        file.sha256(),
        file.content().length,
        file.rows(),
        file.entries().size(),
        file.syncedAt().toEpochMilli(),
        sequence,
        database.now()
      )
      .update();
    StagedFile staged = file(file.connection(), name).orElseThrow();
    addParts(staged, file.content());
    records.add(staged, file.entries());
    return staged;
  }

  private static String name(NewFile file, long sequence) {
    return (
      "stampli_" +
      file.connection() +
      "_" +
      file.kind().text() +
      "_" +
      NAME_TIME.format(file.syncedAt()) +
      "_" +
      sequence +
      "." +
      file.suffix()
    );
  }

  private void addParts(StagedFile file, byte[] content) {
    List<byte[]> parts = Bytes.packed(content, PART);
    for (int position = 0; position < parts.size(); position++) {
      sql()
        .sql("INSERT INTO stampli_file_part (file_id, position, content) VALUES (?, ?, ?)")
        .params(file.id(), position, vault.seal(parts.get(position), associated(file, position)))
        .update();
    }
  }

  /** One file. */
  public Optional<StagedFile> file(String connection, String name) {
    return sql()
      .sql(FILE + " WHERE connection = ? AND name = ?")
      .params(connection, name)
      .query((row, number) -> staged(row))
      .optional();
  }

  /** Files that fit, newest first. */
  public List<StagedFile> files(FileQuery query) {
    StringBuilder text = new StringBuilder(FILE).append(" WHERE 1 = 1");
    List<Object> values = new ArrayList<>();
    add(text, values, " AND connection = ?", query.connection());
    add(text, values, " AND kind = ?", query.kind() == null ? null : query.kind().text());
    add(text, values, " AND state = ?", query.state() == null ? null : query.state().name());
    add(text, values, " AND id < ?", query.before());
    values.add(query.limit());
    return sql()
      .sql(text.append(" ORDER BY id DESC LIMIT ?").toString())
      .params(values)
      .query((row, number) -> staged(row))
      .list();
  }

  private static void add(StringBuilder text, List<Object> values, String condition, Object value) {
    if (value != null) {
      text.append(condition);
      values.add(value);
    }
  }

  /** How many files a connection has in each state. */
  public Map<State, Long> counts(String connection) {
    Map<State, Long> counts = new EnumMap<>(State.class);
    sql()
      .sql("SELECT state, COUNT(*) AS files FROM stampli_file WHERE connection = ? GROUP BY state")
      .params(connection)
      .query(row -> {
        counts.put(State.valueOf(row.getString("state")), row.getLong("files"));
      });
    return counts;
  }

  /**
   * Files that were staged and neither delivered nor given up.
   *
   * @param oldest when the oldest of them was staged
   */
  public record Waiting(String connection, long files, Instant oldest) {}

  /** What waits to be delivered, by connection; those without any are absent. */
  public List<Waiting> waiting() {
    return sql()
      .sql(
        """
        SELECT connection, COUNT(*) AS files, MIN(staged_at) AS oldest FROM stampli_file
         WHERE state IN ('STAGED', 'UPLOADED', 'RENAMING') GROUP BY connection ORDER BY connection
        """
      )
      .query((row, number) ->
        new Waiting(
          row.getString("connection"),
          row.getLong("files"),
          Instant.ofEpochMilli(row.getLong("oldest"))
        )
      )
      .list();
  }

  /** A connection's files that were neither delivered nor given up and of which no message is open, oldest first. */
  List<StagedFile> unattended(String connection) {
    return sql()
      .sql(
        FILE +
          """
           WHERE connection = ? AND state IN ('STAGED', 'UPLOADED', 'RENAMING')
             AND NOT EXISTS (
               SELECT 1 FROM inbox i WHERE i.record_key = stampli_file.name AND i.connection = stampli_file.connection
                  AND i.flow = ? AND i.state NOT IN ('DONE', 'SKIPPED'))
           ORDER BY id
          """
      )
      .params(connection, StagedFiles.FLOW)
      .query((row, number) -> staged(row))
      .list();
  }

  /**
   * The bytes as they were staged; empty once they were purged.
   *
   * @throws AlteredFile where what is stored is not what was staged
   */
  public Optional<byte[]> content(StagedFile file) {
    List<byte[]> parts = sql()
      .sql("SELECT position, content FROM stampli_file_part WHERE file_id = ? ORDER BY position")
      .params(file.id())
      .query((row, number) -> vault.open(row.getBytes("content"), associated(file, row.getInt("position"))))
      .list();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] content = Bytes.unpacked(parts);
      if (Bytes.sha256(content).equals(file.sha256())) {
        return Optional.of(content);
      }
    } catch (UncheckedIOException broken) {
      // As wrong as another hash.
    }
    throw new AlteredFile(file, "its SHA-256 differs");
  }

  /** Drops the bytes of a file that was delivered or given up; whether they were there. */
  boolean drop(StagedFile file) {
    return database.transact(() -> {
      int dropped = sql()
        .sql(
          """
          UPDATE stampli_file SET kept = FALSE
           WHERE id = ? AND kept = TRUE AND state IN ('DELIVERED', 'DISCARDED')
          """
        )
        .params(file.id())
        .update();
      if (dropped == 1) {
        sql().sql("DELETE FROM stampli_file_part WHERE file_id = ?").params(file.id()).update();
      }
      return dropped == 1;
    });
  }

  /** The next files after an id whose bytes are kept, oldest first. */
  List<StagedFile> kept(long after, int limit) {
    return sql()
      .sql(FILE + " WHERE id > ? AND kept = TRUE ORDER BY id LIMIT ?")
      .params(after, limit)
      .query((row, number) -> staged(row))
      .list();
  }

  /**
   * Goes on from one state to the next in the running transaction, unless somebody has taken a step since this file was
   * read; whether it did.
   *
   * @param server where it was put; null leaves it as it is
   */
  boolean advance(StagedFile file, State from, State to, String server) {
    long now = database.now();
    boolean ends = to == State.DELIVERED || to == State.DISCARDED;
    int changed = sql()
      .sql(
        """
        UPDATE stampli_file SET state = :to, reason = NULL, step = step + 1, doubted = FALSE,
               server = COALESCE(:server, server),
               uploaded_at = COALESCE(CAST(:uploadedAt AS BIGINT), uploaded_at),
               ended_at = COALESCE(CAST(:endedAt AS BIGINT), ended_at)
         WHERE id = :id AND state = :from AND step = :step
        """
      )
      .param("to", to.name())
      .param("server", server)
      .param("uploadedAt", to == State.UPLOADED ? now : null)
      .param("endedAt", ends ? now : null)
      .param("id", file.id())
      .param("from", from.name())
      .param("step", file.step())
      .update();
    if (changed == 1 && to == State.DISCARDED) {
      records.release(file);
    }
    return changed == 1;
  }

  /** Notes that its absence at the server will prove nothing, as {@link #advance} takes a step. */
  boolean doubt(StagedFile file) {
    return (
      sql()
        .sql("UPDATE stampli_file SET doubted = TRUE, step = step + 1 WHERE id = ? AND step = ?")
        .params(file.id(), file.step())
        .update() ==
      1
    );
  }

  /** Begins anew with a file of which it was found out that it has not arrived, as {@link #advance} takes a step. */
  boolean restart(StagedFile file) {
    return (
      sql()
        .sql(
          """
          UPDATE stampli_file SET state = 'STAGED', reason = NULL, staged_at = ?, step = step + 1, doubted = FALSE
           WHERE id = ? AND step = ? AND state IN ('STAGED', 'UPLOADED', 'RENAMING')
          """
        )
        .params(database.now(), file.id(), file.step())
        .update() ==
      1
    );
  }

  /** Notes what stopped it, for people; nothing where somebody has taken a step since. */
  void stopped(StagedFile file, String reason) {
    String shown = plain(reason);
    sql()
      .sql("UPDATE stampli_file SET reason = ? WHERE id = ? AND step = ?")
      .params(
        shown.length() > LONGEST_REASON ? shown.substring(0, LONGEST_REASON) : shown,
        file.id(),
        file.step()
      )
      .update();
  }

  /** As it is now; nobody else changes it until the running transaction ends. */
  Optional<StagedFile> locked(String connection, String name) {
    return sql()
      .sql(FILE + " WHERE connection = ? AND name = ? FOR UPDATE")
      .params(connection, name)
      .query((row, number) -> staged(row))
      .optional();
  }

  private static StagedFile staged(ResultSet row) throws SQLException {
    return new StagedFile(
      row.getLong("id"),
      row.getString("connection"),
      FileKind.of(row.getString("kind")),
      row.getString("name"),
      State.valueOf(row.getString("state")),
      row.getString("sha256"),
      row.getLong("bytes"),
      row.getInt("row_count"),
      row.getInt("records"),
      Optional.ofNullable(row.getString("server")),
      Optional.ofNullable(row.getString("reason")),
      Instant.ofEpochMilli(row.getLong("staged_at")),
      deliveredAt(row),
      row.getBoolean("kept"),
      row.getLong("step"),
      row.getBoolean("doubted")
    );
  }

  private static Optional<Instant> deliveredAt(ResultSet row) throws SQLException {
    boolean delivered = State.valueOf(row.getString("state")) == State.DELIVERED;
    return delivered ? Optional.of(Instant.ofEpochMilli(row.getLong("ended_at"))) : Optional.empty();
  }

  private static String associated(StagedFile file, int position) {
    return "stampli-file/" + file.connection() + "/" + file.name() + "/" + position;
  }

  // PostgreSQL takes no NUL in a text.
  private static String plain(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  private JdbcClient sql() {
    return database.sql();
  }
}
