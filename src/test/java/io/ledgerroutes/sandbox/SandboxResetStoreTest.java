package io.ledgerroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.store.TestDatabase;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxResetStoreTest {

  private static final List<String> TABLES = List.of(
    "stampli_file",
    "stampli_file_part",
    "stampli_file_record",
    "stampli_file_share",
    "bill_decision",
    "bill_alarm"
  );

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void files_decisions_and_alarms_of_its_connections_are_forgotten_and_of_no_other(
    Supplier<TestDatabase> opened
  ) {
    try (TestDatabase db = opened.get()) {
      keep(db, "craft-bills", 1);
      keep(db, "another", 2);
      new SandboxResetStore(db.database()).forget(List.of("craft-bills"), List.of("tenant"));
      TABLES.forEach(table -> assertThat(count(db, table)).as(table).isEqualTo(1));
      assertThat(
        db.database().sql().sql("SELECT connection FROM stampli_file").query(String.class).single()
      ).isEqualTo("another");
    }
  }

  private static long count(TestDatabase db, String table) {
    return db.database().sql().sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
  }

  /** One row in each table. */
  private static void keep(TestDatabase db, String connection, long id) {
    List<String> rows = List.of(
      """
      INSERT INTO stampli_file
        (id, connection, kind, name, state, sha256, bytes, row_count, records, synced_at, sequence, staged_at, kept)
      VALUES (:id, :connection, 'invoices', 'a.csv', 'STAGED', 'h', 1, 1, 1, 0, 1, 0, TRUE)
      """,
      "INSERT INTO stampli_file_part (file_id, position, content) VALUES (:id, 0, :content)",
      """
      INSERT INTO stampli_file_record
        (file_id, position, connection, record_type, record_id, version, version_key, correction, vendor, number,
         number_key, currency, net, tax, total, due, row_count)
      VALUES (:id, 0, :connection, 'xero-bill', 'b', 'v', 'b v', FALSE, 'V-1', '1', '1', 'AUD', 1, 0, 1, 1, 1)
      """,
      "INSERT INTO stampli_file_share (file_id, position, order_id, net) VALUES (:id, 0, :connection, 1)",
      """
      INSERT INTO bill_decision (connection, bill, orders, decided_by, decided_at)
      VALUES (:connection, 'b', '', 'ann', :id)
      """,
      """
      INSERT INTO bill_alarm (connection, record_type, record_id, state, file, words, stop, closed, told_at)
      VALUES (:connection, 'xero-bill', 'b', 's', 'f', 'w', FALSE, FALSE, 0)
      """
    );
    rows.forEach(row ->
      db
        .database()
        .sql()
        .sql(row)
        .param("id", id)
        .param("connection", connection)
        .param("content", new byte[] { 1 })
        .update()
    );
  }
}
