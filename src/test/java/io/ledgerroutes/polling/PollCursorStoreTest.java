package io.ledgerroutes.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.store.TestDatabase;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PollCursorStoreTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_cursor_begins_where_it_is_told_and_moves_under_the_lease(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      PollCursorStore cursors = store(db, 3);

      assertThat(cursors.readTo("clay-shop", "poll", START)).isEqualTo(START);
      assertThat(cursors.move("clay-shop", "poll", START, LATER, "tenant", 3)).isTrue();
      assertThat(cursors.readTo("clay-shop", "poll", START)).isEqualTo(LATER);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_poll_of_an_older_epoch_or_another_start_moves_nothing(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      PollCursorStore cursors = store(db, 4);
      cursors.readTo("clay-shop", "poll", START);

      assertThat(cursors.move("clay-shop", "poll", START, LATER, "tenant", 3)).isFalse();
      assertThat(cursors.move("clay-shop", "poll", LATER, LATER.plusSeconds(1), "tenant", 4)).isFalse();
      assertThat(cursors.readTo("clay-shop", "poll", LATER)).isEqualTo(START);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_cursor_never_goes_back(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      PollCursorStore cursors = store(db, 1);
      cursors.readTo("clay-shop", "poll", LATER);

      assertThat(cursors.move("clay-shop", "poll", LATER, START, "tenant", 1)).isTrue();
      assertThat(cursors.readTo("clay-shop", "poll", START)).isEqualTo(LATER);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_connection_that_is_forgotten_is_read_from_the_beginning_and_no_other(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      PollCursorStore cursors = store(db, 1);
      cursors.readTo("clay-shop", "poll", LATER);
      cursors.readTo("clay-shop", "other", LATER);
      cursors.readTo("wood-shop", "poll", LATER);

      cursors.forget("clay-shop");

      assertThat(cursors.readTo("clay-shop", "poll", START)).isEqualTo(START);
      assertThat(cursors.readTo("clay-shop", "other", START)).isEqualTo(START);
      assertThat(cursors.readTo("wood-shop", "poll", START)).isEqualTo(LATER);
    }
  }

  private static PollCursorStore store(TestDatabase db, long epoch) {
    db
      .database()
      .sql()
      .sql("INSERT INTO tenant_lease (tenant, owner, epoch, held_until) VALUES ('tenant', 'node', ?, 0)")
      .params(epoch)
      .update();
    return new PollCursorStore(db.database());
  }
}
