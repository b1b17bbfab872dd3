package io.ledgerroutes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.posting.IntentStore;
import io.ledgerroutes.reconcile.RunStore;
import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes when, on both databases; the rows are told of as the rooms tell of them. */
class RetentionTest {

  private static final List<Class<?>> ROOMS = List.of(
    RetentionStore.class,
    RunStore.class,
    IntentStore.class,
    InboxStore.class,
    StampliFileStore.class
  );
  private static final Period PAYLOAD = Period.ofDays(30);
  private static final Period DONE = Period.ofDays(400);
  private static final Period AUDIT = Period.ofYears(7);

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void payloads_go_after_thirty_days_whatever_waits_for_a_person_and_never_from_what_is_still_worked(
    Supplier<TestDatabase> opened
  ) {
    try (TestDatabase db = opened.get()) {
      for (String state : List.of("RECEIVED", "IN_FLIGHT", "RETRY", "DONE", "SKIPPED", "HELD", "DEAD")) {
        message(db, "old-" + state, state, 31);
        message(db, "new-" + state, state, 29);
      }

      Map<String, Long> purged = retention(db, PAYLOAD, DONE, AUDIT).purge();

      assertThat(purged).isEqualTo(Map.of("payloads", 4L));
      assertThat(keys(db, "OCTET_LENGTH(payload) > 0")).containsExactlyInAnyOrder(
        "old-RECEIVED",
        "old-IN_FLIGHT",
        "old-RETRY",
        "new-RECEIVED",
        "new-IN_FLIGHT",
        "new-RETRY",
        "new-DONE",
        "new-SKIPPED",
        "new-HELD",
        "new-DEAD"
      );
      assertThat(keys(db, "TRUE")).hasSize(14);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_is_passed_over_because_it_is_worked_goes_once_it_is_finished(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      message(db, "a", "DONE", 90);
      message(db, "b", "RETRY", 80);
      message(db, "c", "DONE", 70);
      Retention retention = retention(db, PAYLOAD, DONE, AUDIT);
      assertThat(retention.purge()).isEqualTo(Map.of("payloads", 2L));

      sql(db, "UPDATE inbox SET state = 'DONE' WHERE record_key = 'b'");

      assertThat(retention.purge()).isEqualTo(Map.of("payloads", 1L));
      assertThat(retention.purge()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void finished_messages_go_after_their_time_and_those_that_wait_for_a_person_never(
    Supplier<TestDatabase> opened
  ) {
    try (TestDatabase db = opened.get()) {
      for (String state : List.of("DONE", "SKIPPED", "HELD", "DEAD", "RETRY", "RECEIVED")) {
        message(db, "old-" + state, state, 401);
      }
      message(db, "young", "DONE", 399);
      message(db, "replayed", "DONE", 401);
      sql(db, "UPDATE inbox SET updated_at = updated_at + 86400000 * 20 WHERE record_key = 'replayed'");

      retention(db, PAYLOAD, DONE, AUDIT).purge();

      assertThat(keys(db, "TRUE")).containsExactlyInAnyOrder(
        "old-HELD",
        "old-DEAD",
        "old-RETRY",
        "old-RECEIVED",
        "young",
        "replayed"
      );
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_card_goes_with_the_last_message_of_its_record(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      message(db, "gone", "DONE", 500);
      message(db, "gone", "SKIPPED", 450);
      message(db, "held", "DONE", 500);
      message(db, "held", "HELD", 499);
      message(db, "again", "DONE", 500);
      message(db, "again", "DONE", 5);
      long at = millisAgo(db, 480);
      for (String key : List.of("gone", "held", "again")) {
        sql(
          db,
          "INSERT INTO record_card (connection, flow, record_key, updated_at) VALUES ('shop', 'order', '" +
            key +
            "', " +
            at +
            ")"
        );
      }

      retention(db, PAYLOAD, DONE, AUDIT).purge();

      assertThat(texts(db, "SELECT record_key FROM record_card")).containsExactlyInAnyOrder("held", "again");
      assertThat(keys(db, "TRUE")).containsExactlyInAnyOrder("held", "again");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void bytes_of_files_go_when_they_were_handed_over_long_ago_and_what_stood_in_them_stays(
    Supplier<TestDatabase> opened
  ) {
    try (TestDatabase db = opened.get()) {
      file(db, "waiting", "STAGED", 100, null);
      file(db, "old", "DELIVERED", 100, 91);
      file(db, "late", "DELIVERED", 100, 89);
      file(db, "given-up", "DISCARDED", 100, 100);
      file(db, "young", "DELIVERED", 1, 1);

      assertThat(retention(db, PAYLOAD, DONE, AUDIT).purge()).isEqualTo(Map.of("files", 2L));

      assertThat(texts(db, "SELECT name FROM stampli_file WHERE kept = TRUE")).containsExactlyInAnyOrder(
        "waiting",
        "late",
        "young"
      );
      assertThat(
        texts(db, "SELECT f.name FROM stampli_file f JOIN stampli_file_part p ON p.file_id = f.id")
      ).containsExactlyInAnyOrder("waiting", "late", "young");
      sql(db, "UPDATE stampli_file SET ended_at = ended_at - 86400000 WHERE name = 'late'");
      sql(db, "UPDATE stampli_file SET ended_at = ended_at - 86400000 WHERE name = 'late'");
      assertThat(retention(db, PAYLOAD, DONE, AUDIT).purge()).isEqualTo(Map.of("files", 1L));
    }
  }

  private static void file(TestDatabase db, String name, String state, int stagedDays, Integer endedDays) {
    sql(
      db,
      "INSERT INTO stampli_file (connection, kind, name, state, sha256, bytes, row_count, records, synced_at," +
        " sequence, staged_at, ended_at, kept) SELECT 'ledger-ap', 'invoices', '" +
        name +
        "', '" +
        state +
        "', '-', 1, 1, 0, 0, COALESCE(MAX(sequence), 0) + 1, " +
        millisAgo(db, stagedDays) +
        ", " +
        (endedDays == null ? "CAST(NULL AS BIGINT)" : millisAgo(db, endedDays)) +
        ", TRUE FROM stampli_file"
    );
    sql(
      db,
      "INSERT INTO stampli_file_part (file_id, position, content)" +
        " SELECT id, 0, CAST('x' AS BYTEA) FROM stampli_file WHERE name = '" +
        name +
        "'"
    );
  }

  @ParameterizedTest
  @MethodSource("stores")
  void requests_go_when_their_intent_has_long_been_closed_and_its_key_stays(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      intent(db, "open", "OPEN", 60);
      intent(db, "closed", "CLOSED", 60);
      intent(db, "answered", "ANSWERED", 60);
      intent(db, "young", "CLOSED", 10);

      assertThat(retention(db, PAYLOAD, DONE, AUDIT).purge()).isEqualTo(
        Map.of("requests", 1L, "elements of requests", 2L)
      );

      assertThat(
        texts(db, "SELECT idempotency_key FROM intent WHERE request IS NOT NULL")
      ).containsExactlyInAnyOrder("open", "answered", "young");
      assertThat(
        texts(db, "SELECT source_id FROM intent_element WHERE content IS NULL")
      ).containsExactlyInAnyOrder("closed-0", "closed-1");
      assertThat(texts(db, "SELECT idempotency_key FROM intent")).hasSize(4);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void rows_of_runs_go_before_the_runs_and_an_approval_never(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      long dryRun = run(db, "DRY_RUN", null, "DONE", 500);
      long needed = run(db, "DRY_RUN", null, "DONE", 500);
      run(db, "BACKFILL", dryRun, "DONE", 500);
      run(db, "BACKFILL", needed, "RUNNING", 499);
      long younger = run(db, "RECONCILE", null, "DONE", 40);
      run(db, "RECONCILE", null, "DONE", 5);

      assertThat(retention(db, PAYLOAD, DONE, AUDIT).purge()).isEqualTo(
        Map.of("rows of runs", 8L, "dry runs and comparisons", 1L)
      );

      assertThat(texts(db, "SELECT CAST(id AS VARCHAR) FROM run"))
        .hasSize(5)
        .doesNotContain(Long.toString(dryRun));
      assertThat(texts(db, "SELECT CAST(run_id AS VARCHAR) FROM run_row WHERE run_id = " + needed)).hasSize(
        2
      );
      assertThat(
        texts(db, "SELECT CAST(run_id AS VARCHAR) FROM run_row WHERE run_id = " + younger)
      ).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void the_trail_goes_after_seven_years_and_tells_of_each_purge_in_one_entry(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      for (int years : new int[] { 8, 6 }) {
        sql(
          db,
          "INSERT INTO audit (at, actor, action) VALUES (" +
            millisAgo(db, 366 * years) +
            ", 'system', 'long-ago')"
        );
      }
      message(db, "a", "DONE", 40);

      retention(db, PAYLOAD, DONE, AUDIT).purge();

      List<AuditRow> trail = trail(db).find(AuditQuery.newest(10));
      assertThat(trail)
        .extracting(row -> row.entry().action())
        .containsExactly("purge", "long-ago");
      assertThat(trail.getFirst().entry().detail()).isEqualTo(Map.of("payloads", "1", "audit-entries", "1"));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void zero_keeps_for_good(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      message(db, "a", "DONE", 4000);
      intent(db, "closed", "CLOSED", 4000);

      assertThat(retention(db, Period.ZERO, Period.ZERO, Period.ZERO).purge()).isEmpty();
      assertThat(keys(db, "OCTET_LENGTH(payload) > 0")).containsExactly("a");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void many_rows_go_in_small_steps_and_only_what_is_new_is_looked_at_again(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      List<Object[]> rows = new ArrayList<>();
      long now = db.database().now();
      for (int day = 60; day >= 1; day--) {
        for (int row = 0; row < 40; row++) {
          long at = now - Duration.ofDays(day).toMillis() - 60_000;
          rows.add(new Object[] { day + "-" + row, at, at, at, new byte[] { 1 } });
        }
      }
      new org.springframework.jdbc.core.JdbcTemplate(db.source()).batchUpdate(
        """
        INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id, payload)
        VALUES ('shop', 'order', ?, 'DONE', ?, ?, ?, 'c', ?)
        """,
        rows
      );

      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      Retention retention = retention(db, meters, PAYLOAD, DONE, AUDIT);
      assertThat(retention.purge()).isEqualTo(Map.of("payloads", 31L * 40));
      assertThat(retention.purge()).isEmpty();
      assertThat(meters.counter("ledger.retention.purged", "rows", "payloads").count()).isEqualTo(31 * 40);
      assertThat(
        texts(db, "SELECT CAST(purged_to AS VARCHAR) FROM retention_mark WHERE what = 'payloads'")
      ).containsExactly(Integer.toString(31 * 40));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_step_reads_no_table_from_end_to_end(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      fill(db);
      boolean postgres = db.url().contains("postgresql");
      if (postgres) {
        sql(db, "ANALYZE");
      }
      List<String> statements = new ArrayList<>();
      for (AgedRows rows : rooms()) {
        statements.addAll(rows.purge());
        if (rows.left() != null) {
          statements.add(rows.left());
        }
      }
      assertThat(statements).hasSizeGreaterThan(10);
      for (String statement : statements) {
        String plan = String.join(
          "\n",
          texts(
            db,
            "EXPLAIN " +
              statement
                .replace(":after", "9000")
                .replace(":upTo", "9500")
                .replace(":before", Long.toString(db.database().now()))
          )
        );
        // Runs are few; and PostgreSQL weighs whether so few cards are worth an index.
        assertThat(plan)
          .as(statement)
          .doesNotContainPattern("PUBLIC\\.(?!RUN\\.)\\w+\\.tableScan")
          .doesNotContainPattern("Seq Scan on (inbox|intent|intent_element|audit|run_row)");
      }
    }
  }

  private static void fill(TestDatabase db) {
    org.springframework.jdbc.core.JdbcTemplate jdbc = new org.springframework.jdbc.core.JdbcTemplate(
      db.source()
    );
    List<Object[]> numbers = new ArrayList<>();
    for (int number = 1; number <= 20_000; number++) {
      numbers.add(new Object[] { number, number });
    }
    jdbc.batchUpdate(
      """
      INSERT INTO inbox (id, connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id)
      VALUES (?, 'shop', 'order', CAST(CAST(? AS INT) AS VARCHAR), 'DONE', 0, 0, 0, 'c')
      """,
      numbers
    );
    jdbc.update(
      "INSERT INTO record_card (connection, flow, record_key, updated_at) SELECT connection, flow, record_key, 0 FROM inbox"
    );
    jdbc.update(
      """
      INSERT INTO intent (id, tenant, target_type, idempotency_key, format, epoch, state, elements, request_hash,
                          created_at, closed_at)
      SELECT id, 't', 'invoice', record_key, 1, 1, 'CLOSED', 1, 'h', 0, 0 FROM inbox
      """
    );
    jdbc.update(
      """
      INSERT INTO intent_element (intent_id, position, scope, source_type, source_id)
      SELECT id, 0, 'shop', 'order', record_key FROM inbox
      """
    );
    jdbc.update("INSERT INTO audit (id, at, actor, action) SELECT id, 0, 'system', 'write' FROM inbox");
    jdbc.update(
      """
      INSERT INTO run (id, connection, kind, from_day, to_day, settings_hash, state, started_by, started_at, updated_at,
                       report)
      SELECT id, 'shop', 'DRY_RUN', '2026-01-01', '2026-01-31', 'h', 'DONE', 'olga', 0, 0, CAST('r' AS BYTEA)
        FROM inbox WHERE id > 8000 AND id < 10000
      """
    );
    jdbc.update(
      """
      INSERT INTO run_row (run_id, position, verdict, content)
      SELECT r.id, i.id, 'CREATE', CAST('c' AS BYTEA) FROM run r JOIN inbox i ON i.id <= 10
      """
    );
  }

  @ParameterizedTest
  @MethodSource("stores")
  void one_node_an_hour_has_the_turn(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get(); TestDatabase other = TestDatabase.open(db.url())) {
      message(db, "a", "DONE", 40);
      Retention one = retention(db, PAYLOAD, DONE, AUDIT);
      Retention two = retention(other, PAYLOAD, DONE, AUDIT);

      one.inTurn();
      message(db, "b", "DONE", 40);
      two.inTurn();
      assertThat(keys(db, "OCTET_LENGTH(payload) > 0")).containsExactly("b");

      sql(db, "UPDATE retention_turn SET next_at = 0");
      two.inTurn();
      assertThat(keys(db, "OCTET_LENGTH(payload) > 0")).isEmpty();
    }
  }

  private static Retention retention(TestDatabase db, Period payload, Period done, Period audit) {
    return retention(db, new SimpleMeterRegistry(), payload, done, audit);
  }

  private static Retention retention(
    TestDatabase db,
    SimpleMeterRegistry meters,
    Period payload,
    Period done,
    Period audit
  ) {
    return new Retention(
      new RetentionSettings(payload, Period.ofDays(90), done, audit),
      rooms(),
      new RetentionStore(db.database()),
      trail(db),
      meters
    );
  }

  /** As Spring collects them. */
  private static List<AgedRows> rooms() {
    List<AgedRows> rows = new ArrayList<>();
    for (Class<?> room : ROOMS) {
      Arrays.stream(room.getDeclaredMethods())
        .filter(method -> method.getReturnType() == AgedRows.class)
        .forEach(method -> rows.add(called(method)));
    }
    return rows;
  }

  private static AgedRows called(Method method) {
    try {
      method.setAccessible(true);
      return (AgedRows) method.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuditTrail trail(TestDatabase db) {
    return new AuditTrail(new AuditStore(db.database()));
  }

  private static long millisAgo(TestDatabase db, int days) {
    return db.database().now() - Duration.ofDays(days).toMillis();
  }

  private static void message(TestDatabase db, String key, String state, int daysAgo) {
    long at = millisAgo(db, daysAgo);
    db
      .database()
      .sql()
      .sql(
        """
        INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id, payload)
        VALUES ('shop', 'order', ?, ?, ?, ?, ?, 'c', ?)
        """
      )
      .params(key, state, at, at, at, new byte[] { 1 })
      .update();
  }

  private static void intent(TestDatabase db, String key, String state, int daysAgo) {
    Database database = db.database();
    long at = millisAgo(db, daysAgo);
    database
      .sql()
      .sql(
        """
        INSERT INTO intent (tenant, target_type, idempotency_key, format, epoch, state, elements, request_hash, request,
                            created_at, closed_at)
        VALUES ('t', 'invoice', ?, 1, 1, ?, 2, 'h', ?, ?, ?)
        """
      )
      .params(key, state, new byte[] { 1 }, at, at)
      .update();
    for (int position = 0; position < 2; position++) {
      database
        .sql()
        .sql(
          """
          INSERT INTO intent_element (intent_id, position, scope, source_type, source_id, content)
          VALUES ((SELECT id FROM intent WHERE idempotency_key = ?), ?, 'shop', 'order', ?, ?)
          """
        )
        .params(key, position, key + "-" + position, new byte[] { 1 })
        .update();
    }
  }

  private static long run(TestDatabase db, String kind, Long of, String state, int daysAgo) {
    long at = millisAgo(db, daysAgo);
    Database database = db.database();
    database
      .sql()
      .sql(
        """
        INSERT INTO run (connection, kind, from_day, to_day, settings_hash, of_run, state, started_by, started_at,
                         updated_at, report)
        VALUES ('shop', ?, '2026-01-01', '2026-01-31', 'h', ?, ?, 'olga', ?, ?, ?)
        """
      )
      .params(kind, of, state, at, at, new byte[] { 1 })
      .update();
    long id = database.sql().sql("SELECT MAX(id) FROM run").query(Long.class).single();
    for (int position = 1; position <= 2; position++) {
      database
        .sql()
        .sql("INSERT INTO run_row (run_id, position, verdict, content) VALUES (?, ?, 'CREATE', ?)")
        .params(id, position, new byte[] { 1 })
        .update();
    }
    return id;
  }

  private static List<String> keys(TestDatabase db, String where) {
    return texts(db, "SELECT record_key FROM inbox WHERE " + where);
  }

  private static List<String> texts(TestDatabase db, String query) {
    return new ArrayList<>(db.database().sql().sql(query).query(String.class).list());
  }

  private static void sql(TestDatabase db, String statement) {
    db.database().sql().sql(statement).update();
  }
}
