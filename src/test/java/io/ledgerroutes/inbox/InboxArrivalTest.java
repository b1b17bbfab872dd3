package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What arrives together is on disk together, or not at all. */
class InboxArrivalTest {

  private static final String BAD = "bad";

  @ParameterizedTest
  @ValueSource(strings = { "H2", "PostgreSQL" })
  void hints_for_several_connections_and_flows_are_one_commit(String kind) {
    Supplier<TestDatabase> store = kind.equals("H2") ? TestDatabase::h2 : TestDatabase::postgres;
    try (TestDatabase db = store.get()) {
      Inbox inbox = inbox(db);

      assertThatThrownBy(() ->
        inbox.store(List.of(hint("one", "a", "1"), hint("two", "a", "1"), hint("three", "b", BAD)))
      ).isInstanceOf(QueryTimeoutException.class);
      assertThat(rows(db)).isEmpty();

      inbox.store(List.of(hint("one", "a", "1"), hint("two", "a", "1"), hint("three", "b", "1")));
      assertThat(rows(db)).containsExactly("one a 1", "three b 1", "two a 1");
      inbox.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = { "H2", "PostgreSQL" })
  void what_waits_through_no_fault_of_its_own_is_hastened_and_a_suspect_is_not(String kind) {
    Supplier<TestDatabase> store = kind.equals("H2") ? TestDatabase::h2 : TestDatabase::postgres;
    try (TestDatabase db = store.get()) {
      Inbox inbox = inbox(db);
      inbox.store(
        List.of(
          hint("one", "a", "waits"),
          hint("one", "a", "blamed"),
          hint("one", "a", "alone"),
          hint("two", "a", "x")
        )
      );
      db.database().sql().sql("UPDATE inbox SET state = 'RETRY', due_at = due_at + 900000").update();
      db.database().sql().sql("UPDATE inbox SET blamed = 1 WHERE record_key = 'blamed'").update();
      db.database().sql().sql("UPDATE inbox SET alone = TRUE WHERE record_key = 'alone'").update();

      assertThat(inbox.hasten(List.of("one"))).isEqualTo(1);
      assertThat(inbox.hasten(List.of())).isZero();

      assertThat(
        db
          .database()
          .sql()
          .sql("SELECT record_key FROM inbox WHERE due_at <= " + io.ledgerroutes.store.Database.NOW)
          .query(String.class)
          .list()
      ).containsExactly("waits");
      inbox.close();
    }
  }

  /** A store that fails at a bad row, when those before it are written. */
  private static Inbox inbox(TestDatabase db) {
    InboxStore rows = new InboxStore(db.database(), new JdbcTemplate(db.source())) {
      @Override
      void insert(List<Sealed> sealed) {
        for (Sealed row : sealed) {
          if (row.message().key().equals(BAD)) {
            throw new QueryTimeoutException("the store is away");
          }
          super.insert(List.of(row));
        }
      }
    };
    return new Inbox(
      rows,
      new InboxSignal(),
      new Payloads(new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()))),
      new AuditTrail(new AuditStore(db.database())),
      db.database(),
      new SimpleMeterRegistry(),
      List.of()
    );
  }

  private static NewMessage hint(String connection, String flow, String key) {
    return new NewMessage(connection, flow, key, new byte[0], "c");
  }

  private static List<String> rows(TestDatabase db) {
    return db
      .database()
      .sql()
      .sql("SELECT connection || ' ' || flow || ' ' || record_key FROM inbox ORDER BY connection")
      .query(String.class)
      .list();
  }
}
