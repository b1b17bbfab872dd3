package io.ledgerroutes.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.PlainInbox;
import io.ledgerroutes.inbox.SeenStore;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a poll takes for new after the connection's settings have changed. */
class PolledRecordsTest {

  private static final String BILLS = "paper-bills";
  private static final String FLOW = "xero-bill";

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_an_operator_discarded_stays_so_until_it_changes(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      Inbox inbox = PlainInbox.over(
        db,
        new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()))
      );
      PolledRecords polled = new PolledRecords(new SeenStore(db.database()), inbox);
      decided(db, inbox, "done", "DONE", "in file one.csv");
      decided(db, inbox, "gone", "SKIPPED", "discarded: booked by hand");
      decided(db, inbox, "left", "SKIPPED", "the bill is a draft");

      assertThat(polled.store(BILLS, FLOW, "old", Map.of("done", "v1", "gone", "v1", "left", "v1"))).isZero();
      assertThat(polled.store(BILLS, FLOW, "new", Map.of("gone", "v1"))).isZero();
      assertThat(polled.store(BILLS, FLOW, "new", Map.of("done", "v1", "left", "v1"))).isEqualTo(2);
      assertThat(polled.store(BILLS, FLOW, "new", Map.of("gone", "v2"))).isEqualTo(1);
    }
  }

  private static void decided(TestDatabase db, Inbox inbox, String key, String state, String reason) {
    inbox.store(List.of(new NewMessage(BILLS, FLOW, key, new byte[0], "c")));
    db
      .database()
      .transact(() -> {
        db
          .database()
          .sql()
          .sql("UPDATE inbox SET state = ?, reason = ? WHERE record_key = ?")
          .params(state, reason, key)
          .update();
        return db
          .database()
          .sql()
          .sql(
            """
            INSERT INTO seen (connection, record_type, record_id, version, decision, settings_hash, updated_at)
            VALUES (?, ?, ?, 'v1', ?, 'old', 0)
            """
          )
          .params(BILLS, FLOW, key, state)
          .update();
      });
  }
}
