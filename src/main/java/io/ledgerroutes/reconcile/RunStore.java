package io.ledgerroutes.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.retention.Age;
import io.ledgerroutes.retention.AgedRows;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The tables {@code run} and {@code run_row}. Rows name people, so they are sealed and go after a while; sums stay. */
@Component
public class RunStore {

  private static final String COLUMNS = """
    id, connection, kind, from_day, to_day, settings_hash, of_run, at_once, state, reason, fed_to, fed, started_by,
    started_at, updated_at
    """;
  private static final JsonMapper JSON = JsonMapper.builder()
    .addModule(new JavaTimeModule())
    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
    .build();
  private static final List<String> FED = Arrays.stream(Verdict.values())
    .filter(Verdict::fed)
    .map(Verdict::name)
    .toList();

  private static final int REASON = 500;
  private static final Sums NOTHING = new Sums("", "", List.of(), List.of());

  private final Database database;
  private final JdbcTemplate jdbc;
  private final Vault vault;

  public RunStore(Database database, JdbcTemplate jdbc, Vault vault) {
    this.database = database;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /** The rows take part in a change of the master key. */
  @Bean
  static SealedColumn sealedRunRows() {
    return new SealedColumn(
      "rows of runs",
      "SELECT COALESCE(MAX(id), 0) FROM run",
      """
      SELECT run_id AS id, position, content AS sealed, 'run/' || run_id || '/' || position AS associated
        FROM run_row WHERE run_id > :after AND run_id <= :upTo
      """,
      "UPDATE run_row SET content = :now WHERE run_id = :id AND position = :position AND content = :before"
    );
  }

  /** The rows go; the sums stay. What a backfill is still to bring over is needed until it has ended. */
  @Bean
  static AgedRows agedRunRows() {
    return new AgedRows(
      "rows of runs",
      Age.PAYLOAD,
      "run",
      "started_at",
      """
      DELETE FROM run_row WHERE run_id > :after AND run_id <= :upTo AND run_id NOT IN (
        SELECT of_run FROM run WHERE of_run IS NOT NULL AND state IN ('WAITING', 'RUNNING'))
      """,
      "SELECT MIN(run_id) FROM run_row WHERE run_id > :after AND run_id <= :upTo",
      1
    );
  }

  /** A backfill's row stays: it is the approval of its period. */
  @Bean
  static AgedRows agedRuns() {
    return new AgedRows(
      "dry runs and comparisons",
      Age.DONE,
      "run",
      "started_at",
      """
      DELETE FROM run WHERE id > :after AND id <= :upTo AND started_at < :before AND kind <> 'BACKFILL'
         AND NOT EXISTS (SELECT 1 FROM run_row r WHERE r.run_id = run.id)
         AND id NOT IN (SELECT of_run FROM run WHERE of_run IS NOT NULL AND state IN ('WAITING', 'RUNNING'))
      """,
      "SELECT MIN(id) FROM run WHERE id > :after AND id <= :upTo AND kind <> 'BACKFILL'",
      100
    );
  }

  /** A run's sums without its rows. */
  record Sums(String basis, String zone, List<Tab> tabs, List<String> notes) {}

  /**
   * A row with its place.
   *
   * @param position from 1
   */
  record Placed(int position, Row row) {}

  /** A record that is to be brought over, by the position of its row, with the row's kind. */
  record Due(int position, String kind, String key) {}

  /** A run that is to be stored. */
  record Fresh(
    String connection,
    RunKind kind,
    Period period,
    String settingsHash,
    Long ofRun,
    boolean atOnce,
    RunState state,
    String by
  ) {}

  /** Keeps others out of the connection's approvals until the running transaction ends: by its oldest dry run. */
  void lock(String connection) {
    database
      .sql()
      .sql(
        """
        SELECT id FROM run
         WHERE id = (SELECT MIN(id) FROM run WHERE connection = ? AND kind = 'DRY_RUN') FOR UPDATE
        """
      )
      .params(connection)
      .query(Long.class)
      .list();
  }

  /**
   * Adds a run in the running transaction, without what it finds; its id.
   *
   * @throws org.springframework.dao.DuplicateKeyException where the connection's periods are looked at already
   */
  long insert(Fresh run) {
    GeneratedKeyHolder id = new GeneratedKeyHolder();
    long now = database.now();
    database
      .sql()
      .sql(
        """
        INSERT INTO run (connection, kind, from_day, to_day, settings_hash, of_run, at_once, state, started_by,
                         started_at, updated_at, report, looks_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .params(
        run.connection(),
        run.kind().name(),
        run.period().from().toString(),
        run.period().to().toString(),
        run.settingsHash(),
        run.ofRun(),
        run.atOnce(),
        run.state().name(),
        run.by(),
        now,
        now,
        bytes(NOTHING),
        run.kind() == RunKind.BACKFILL ? null : run.connection()
      )
      .update(id, "id");
    return id.getKey().longValue();
  }

  /**
   * Keeps in the running transaction what a dry run or comparison found.
   *
   * @return false where it was ended meanwhile; nothing is kept then
   */
  boolean finish(long run, Report report) {
    boolean open =
      database
        .sql()
        .sql(
          """
          UPDATE run SET state = 'DONE', looks_at = NULL, report = ?, updated_at = ?
           WHERE id = ? AND looks_at IS NOT NULL
          """
        )
        .params(
          bytes(new Sums(report.basis(), report.zone(), report.tabs(), report.notes())),
          database.now(),
          run
        )
        .update() ==
      1;
    if (open) {
      insertRows(run, report.rows());
    }
    return open;
  }

  /** Ends in the running transaction a dry run or comparison that found nothing; false where it had ended. */
  boolean end(long run, String reason) {
    return (
      database
        .sql()
        .sql(
          """
          UPDATE run SET state = 'STOPPED', looks_at = NULL, reason = ?, updated_at = ?
           WHERE id = ? AND looks_at IS NOT NULL
          """
        )
        .params(reason.substring(0, Math.min(reason.length(), REASON)), database.now(), run)
        .update() ==
      1
    );
  }

  /** Says that somebody is still at these dry runs and comparisons. */
  void beat(Collection<Long> runs) {
    database
      .sql()
      .sql("UPDATE run SET updated_at = :now WHERE id IN (:runs) AND looks_at IS NOT NULL")
      .param("now", database.now())
      .param("runs", runs)
      .update();
  }

  /** Dry runs and comparisons that nobody has been at for that long. */
  List<Run> silent(Duration span) {
    return database
      .sql()
      .sql("SELECT " + COLUMNS + " FROM run WHERE looks_at IS NOT NULL AND updated_at < ?")
      .params(database.now() - span.toMillis())
      .query((row, number) -> run(row))
      .list();
  }

  /** The backfills of a connection that have not ended, oldest first. */
  List<Run> openBackfills(String connection) {
    return database
      .sql()
      .sql(
        "SELECT " +
          COLUMNS +
          """
          FROM run WHERE connection = ? AND kind = 'BACKFILL' AND state IN ('WAITING', 'RUNNING') ORDER BY id
          """
      )
      .params(connection)
      .query((row, number) -> run(row))
      .list();
  }

  /** The backfills of a dry run, oldest first. */
  List<Run> backfillsOf(String connection, long dryRun) {
    return database
      .sql()
      .sql(
        "SELECT " +
          COLUMNS +
          " FROM run WHERE connection = ? AND kind = 'BACKFILL' AND of_run = ? ORDER BY id"
      )
      .params(connection, dryRun)
      .query((row, number) -> run(row))
      .list();
  }

  private void insertRows(long run, List<Row> rows) {
    int[] position = { 0 };
    jdbc.batchUpdate(
      "INSERT INTO run_row (run_id, position, record_key, verdict, content) VALUES (?, ?, ?, ?, ?)",
      rows,
      500,
      (statement, row) -> {
        int place = ++position[0];
        statement.setLong(1, run);
        statement.setInt(2, place);
        statement.setString(3, row.key());
        statement.setString(4, row.verdict().name());
        statement.setBytes(5, vault.seal(bytes(row), associated(run, place)));
      }
    );
  }

  /** One run of the connection. */
  Optional<Run> find(String connection, long id) {
    return database
      .sql()
      .sql("SELECT " + COLUMNS + " FROM run WHERE connection = ? AND id = ?")
      .params(connection, id)
      .query((row, number) -> run(row))
      .optional();
  }

  /** The connection's runs, newest first, those before an id. */
  List<Run> newest(String connection, long before, int limit) {
    return database
      .sql()
      .sql("SELECT " + COLUMNS + " FROM run WHERE connection = ? AND id < ? ORDER BY id DESC LIMIT ?")
      .params(connection, before, limit)
      .query((row, number) -> run(row))
      .list();
  }

  /** A run's sums. */
  Sums sums(long run) {
    byte[] report = database
      .sql()
      .sql("SELECT report FROM run WHERE id = ?")
      .params(run)
      .query((row, number) -> row.getBytes("report"))
      .single();
    return read(report, Sums.class);
  }

  /** A run's rows behind a position, in their order. */
  List<Placed> rows(long run, int after, int limit) {
    return database
      .sql()
      .sql(
        "SELECT position, content FROM run_row WHERE run_id = ? AND position > ? ORDER BY position LIMIT ?"
      )
      .params(run, after, limit)
      .query((row, number) -> {
        int position = row.getInt("position");
        return new Placed(position, row(run, position, row));
      })
      .list();
  }

  private Row row(long run, int position, ResultSet row) throws SQLException {
    return read(vault.open(row.getBytes("content"), associated(run, position)), Row.class);
  }

  /** How many rows of a run are still there. */
  int rowCount(long run) {
    return database
      .sql()
      .sql("SELECT COUNT(*) FROM run_row WHERE run_id = ?")
      .params(run)
      .query(Integer.class)
      .single();
  }

  /** What a backfill of this dry run feeds, behind a position. */
  List<Due> due(long dryRun, int after, int limit) {
    return database
      .sql()
      .sql(
        """
        SELECT position, record_key, content FROM run_row
         WHERE run_id = :run AND position > :after AND record_key IS NOT NULL AND verdict IN (:fed)
         ORDER BY position LIMIT :limit
        """
      )
      .param("run", dryRun)
      .param("after", after)
      .param("fed", FED)
      .param("limit", limit)
      .query((row, number) -> {
        int position = row.getInt("position");
        return new Due(position, row(dryRun, position, row).kind(), row.getString("record_key"));
      })
      .list();
  }

  /** How many records a backfill of this dry run feeds in all. */
  int dueCount(long dryRun) {
    return database
      .sql()
      .sql(
        """
        SELECT COUNT(*) FROM run_row WHERE run_id = :run AND record_key IS NOT NULL AND verdict IN (:fed)
        """
      )
      .param("run", dryRun)
      .param("fed", FED)
      .query(Integer.class)
      .single();
  }

  /**
   * Notes in the running transaction how far a backfill has come.
   *
   * @param from the position where the caller found it
   * @return false where another took it further meanwhile; nothing changed then
   */
  boolean feed(long run, int from, int to, int more) {
    return (
      database
        .sql()
        .sql(
          """
          UPDATE run SET state = 'RUNNING', reason = NULL, fed_to = ?, fed = fed + ?, updated_at = ?
           WHERE id = ? AND fed_to = ?
          """
        )
        .params(to, more, database.now(), run, from)
        .update() ==
      1
    );
  }

  /** Notes how a backfill stands; nothing is written where it stands so already. */
  void stand(long run, RunState state, String reason) {
    database.durably(() -> {
      database
        .sql()
        .sql(
          """
          UPDATE run SET state = ?, reason = ?, updated_at = ?
           WHERE id = ? AND NOT (state = ? AND COALESCE(reason, '') = ?)
          """
        )
        .params(state.name(), reason, database.now(), run, state.name(), reason == null ? "" : reason)
        .update();
    });
  }

  /** Whether a backfill of the connection was approved that holds this day. */
  boolean approved(String connection, LocalDate day) {
    return (
      database
        .sql()
        .sql(
          """
          SELECT COUNT(*) FROM run
           WHERE connection = ? AND kind = 'BACKFILL' AND from_day <= ? AND to_day >= ?
          """
        )
        .params(connection, day.toString(), day.toString())
        .query(Integer.class)
        .single() >
      0
    );
  }

  /** How the records that a backfill of this dry run feeds stand in the inbox, each by its last message. */
  Map<MessageState, Long> messages(Run backfill, Collection<String> flows) {
    Map<MessageState, Long> messages = new EnumMap<>(MessageState.class);
    database
      .sql()
      .sql(
        """
        SELECT i.state AS state, COUNT(*) AS rows_in FROM inbox i
         WHERE i.connection = :connection AND i.flow IN (:flows) AND i.id IN (
           SELECT MAX(m.id) FROM run_row r
             JOIN inbox m ON m.connection = :connection AND m.flow IN (:flows) AND m.record_key = r.record_key
            WHERE r.run_id = :run AND r.position <= :to AND r.verdict IN (:fed) GROUP BY r.record_key)
         GROUP BY i.state
        """
      )
      .param("connection", backfill.connection())
      .param("flows", flows)
      .param("run", backfill.ofRun())
      .param("to", backfill.fedTo())
      .param("fed", FED)
      .query(row -> {
        messages.put(MessageState.valueOf(row.getString("state")), row.getLong("rows_in"));
      });
    return messages;
  }

  private static Run run(ResultSet row) throws SQLException {
    long ofRun = row.getLong("of_run");
    Long of = row.wasNull() ? null : ofRun;
    return new Run(
      row.getLong("id"),
      row.getString("connection"),
      RunKind.valueOf(row.getString("kind")),
      new Period(LocalDate.parse(row.getString("from_day")), LocalDate.parse(row.getString("to_day"))),
      row.getString("settings_hash"),
      of,
      row.getBoolean("at_once"),
      RunState.valueOf(row.getString("state")),
      row.getString("reason"),
      row.getInt("fed_to"),
      row.getInt("fed"),
      row.getString("started_by"),
      Instant.ofEpochMilli(row.getLong("started_at")),
      Instant.ofEpochMilli(row.getLong("updated_at"))
    );
  }

  private static String associated(long run, int position) {
    return "run/" + run + "/" + position;
  }

  private static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
