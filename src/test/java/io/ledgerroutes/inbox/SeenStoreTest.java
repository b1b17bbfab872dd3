package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.store.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeenStoreTest {

  private static final String FLOW = "bills";

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_is_not_finished_of_one_connection_is_forgotten_and_nothing_else(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      SeenStore seen = new SeenStore(db.database());
      Arrays.stream(MessageState.values()).forEach(state -> {
        seen(seen, "one", FLOW, state.name());
        message(db, "one", FLOW, state.name(), state);
      });
      seen(seen, "one", FLOW, "DONE, and held since");
      message(db, "one", FLOW, "DONE, and held since", MessageState.DONE);
      message(db, "one", FLOW, "DONE, and held since", MessageState.HELD);
      seen(seen, "one", "orders", "HELD");
      seen(seen, "two", FLOW, "HELD");
      message(db, "two", FLOW, "HELD", MessageState.HELD);

      db.database().durably(() -> seen.forgetUnfinished("one"));

      assertThat(left(db)).containsExactly(
        "one bills DONE",
        "one bills SKIPPED",
        "one orders HELD",
        "two bills HELD"
      );
    }
  }

  private static void seen(SeenStore seen, String connection, String type, String id) {
    seen.remember(connection, new Sighting(type, id, "v", "-"), MessageState.HELD);
  }

  private static void message(
    TestDatabase db,
    String connection,
    String flow,
    String key,
    MessageState state
  ) {
    db
      .database()
      .sql()
      .sql(
        """
        INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id)
        VALUES (?, ?, ?, ?, 0, 0, 0, 'c')
        """
      )
      .params(connection, flow, key, state.name())
      .update();
  }

  private static List<String> left(TestDatabase db) {
    return db
      .database()
      .sql()
      .sql(
        "SELECT connection || ' ' || record_type || ' ' || record_id FROM seen ORDER BY connection, record_type, record_id"
      )
      .query(String.class)
      .list();
  }
}
