package io.ledgerroutes.posting;

import static io.ledgerroutes.posting.PostingBench.TENANT;
import static io.ledgerroutes.posting.PostingBench.draft;
import static io.ledgerroutes.posting.PostingBench.first;
import static io.ledgerroutes.posting.PostingBench.number;
import static io.ledgerroutes.posting.PostingBench.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Posted.How;
import io.ledgerroutes.posting.Posted.Linked;
import io.ledgerroutes.posting.Posted.NotLinked;
import io.ledgerroutes.start.StartRefused;
import io.ledgerroutes.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that was put back to an earlier time (DESIGN, rule 15). */
class RecoveryTest {

  private static final String STORES = "io.ledgerroutes.posting.PostingBench#onEachStore";

  @ParameterizedTest
  @MethodSource(STORES)
  void what_the_backup_does_not_know_is_found_before_it_is_written(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(3));
      restore(bench);
      bench.recovering(connections("shop"));

      Map<SourceRef, Posted> posted = bench.bring(first(5));

      assertThat(((Linked) posted.get(source(0))).how()).isEqualTo(How.ADOPTED);
      assertThat(((Linked) posted.get(source(4))).how()).isEqualTo(How.WRITTEN);
      assertThat(bench.remote.documents()).hasSize(5);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_a_person_changed_since_the_backup_is_held(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(1));
      bench.remote.change(number(0), "10.01");
      restore(bench);
      bench.recovering(connections("shop"));

      Posted posted = bench.bring(first(1)).get(source(0));

      assertThat(((NotLinked) posted).outcome()).isInstanceOf(Outcome.Held.class);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void without_the_setting_a_restored_store_writes_doubles_where_numbers_are_not_unique(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(3));
      restore(bench);

      bench.bring(first(3));

      assertThat(bench.remote.doubles()).hasSize(3);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void it_ends_for_a_tenant_when_every_connection_has_read_past_the_start_and_worked_it_off(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.recovering(connections("shop", "second-shop"));
      assertThat(looksFor(bench, 0)).as("no poll has run").isTrue();

      cursor(bench, "shop", Duration.ofHours(1));
      assertThat(looksFor(bench, 1)).as("one connection has not polled").isTrue();

      cursor(bench, "second-shop", Duration.ofMinutes(-1));
      assertThat(looksFor(bench, 2)).as("one connection is behind").isTrue();

      received(bench, "second-shop", "HELD");
      bench.db.database().sql().sql("UPDATE poll_cursor SET read_to = read_to + 7200000").update();
      assertThat(looksFor(bench, 3)).as("a message of the time since waits for a person").isTrue();

      bench.db.database().sql().sql("UPDATE inbox SET state = 'DONE'").update();
      assertThat(looksFor(bench, 4)).as("caught up").isFalse();

      received(bench, "shop", "RECEIVED");
      assertThat(looksFor(bench, 5)).as("and it stays so").isFalse();
    }
  }

  @Test
  void a_time_that_has_not_come_yet_is_refused() {
    try (TestDatabase db = TestDatabase.h2()) {
      Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

      assertThatThrownBy(() ->
        new Recovery(
          new PostingProperties(Duration.ofSeconds(60), tomorrow),
          new RecoveryStore(db.database()),
          connections("shop"),
          List.of()
        )
      )
        .isInstanceOf(StartRefused.class)
        .hasMessage("ledger.recovered-from is " + tomorrow + ", which has not come yet.");
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_is_held_back_until_it_has_ended_does_not_keep_it_from_ending(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.recovering(connections("shop"));
      cursor(bench, "shop", Duration.ofHours(1));
      received(bench, "shop", "RETRY");
      set(bench, "flow = 'held-back-file'");
      assertThat(looksFor(bench, 0)).as("held back itself").isFalse();

      bench.recovering(connections("shop"));
      set(bench, "flow = 'order', state = 'HELD', waits_for = 'shop/held-back-file/x'");
      assertThat(looksFor(bench, 1)).as("waits for what is held back").isFalse();

      bench.recovering(connections("shop"));
      set(bench, "waits_for = 'shop/customer/x'");
      assertThat(looksFor(bench, 2)).as("waits for something else").isTrue();
    }
  }

  private static void set(PostingBench bench, String values) {
    bench.db.database().sql().sql("UPDATE inbox SET " + values).update();
  }

  private static boolean looksFor(PostingBench bench, int id) {
    int before = bench.remote.looks();
    bench.bring(List.of(draft(id, "10.00")));
    return bench.remote.looks() > before;
  }

  private static void cursor(PostingBench bench, String connection, Duration fromNow) {
    long now = bench.db.database().now();
    bench.db
      .database()
      .sql()
      .sql("INSERT INTO poll_cursor (connection, flow, read_to, moved_at) VALUES (?, 'orders-poll', ?, ?)")
      .params(connection, now + fromNow.toMillis(), now)
      .update();
  }

  private static void received(PostingBench bench, String connection, String state) {
    long now = bench.db.database().now();
    bench.db
      .database()
      .sql()
      .sql(
        """
        INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id)
        VALUES (?, 'order', '7', ?, ?, ?, ?, 'c')
        """
      )
      .params(connection, state, now, now, now)
      .update();
  }

  /** The store as it was before anything was posted. */
  private static void restore(PostingBench bench) {
    List.of("link", "intent_element", "intent").forEach(table ->
      bench.db.database().sql().sql("DELETE FROM " + table).update()
    );
  }

  private static Connections connections(String... ids) {
    Connections connections = mock(Connections.class);
    List<Connection> ofTenant = java.util.Arrays.stream(ids)
      .map(id ->
        new Connection(
          id,
          "test",
          LocalDate.of(2026, 1, 1),
          new XeroTenancy(TENANT, "main"),
          new Schedule("0 0 * * * ?", Optional.empty()),
          null,
          "-"
        )
      )
      .toList();
    when(connections.ofTenant(TENANT)).thenReturn(ofTenant);
    return connections;
  }
}
