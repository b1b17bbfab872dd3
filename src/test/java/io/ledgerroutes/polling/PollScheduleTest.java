package io.ledgerroutes.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.store.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PollScheduleTest {

  private static final String INTEGRATION = "kiln-xero";
  private static final String FLOW = "kiln-orders-poll";
  private static final String EVERY_MINUTE = "0 * * * * ?";
  private static final String NEXT_CENTURY = "0 0 0 1 1 ? 2099";

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_connection_seen_for_the_first_time_is_polled_at_once_and_once(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      PollSchedule schedule = node(db, NEXT_CENTURY, ConnectionState.RUNNING);

      schedule.storeDue(INTEGRATION);
      schedule.storeDue(INTEGRATION);

      assertThat(rows(db)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void minutes_missed_are_made_up_by_one_poll(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      PollSchedule schedule = node(db, EVERY_MINUTE, ConnectionState.RUNNING);
      new PollScheduleStore(db.database()).begin("clay-shop", FLOW, Instant.now().minusSeconds(3600));

      schedule.storeDue(INTEGRATION);
      int once = rows(db);

      assertThat(once).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void many_nodes_that_tick_together_store_each_due_time_once(Supplier<TestDatabase> opened)
    throws Exception {
    try (TestDatabase db = opened.get()) {
      for (int round = 1; round <= 10; round++) {
        if (round > 1) {
          rewind(db);
        }
        tickTogether(db, 6);
        assertThat(rows(db)).isEqualTo(round);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_due_time_is_not_used_up_when_its_row_could_not_be_stored(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      Inbox broken = mock(Inbox.class);
      doThrow(new IllegalStateException("no room")).when(broken).storeWithin(anyList());
      PollSchedule failing = node(db, NEXT_CENTURY, ConnectionState.RUNNING, broken);

      assertThatThrownBy(() -> failing.storeDue(INTEGRATION)).hasMessage("no room");
      node(db, NEXT_CENTURY, ConnectionState.RUNNING).storeDue(INTEGRATION);

      assertThat(rows(db)).isEqualTo(1);
    }
  }

  @Test
  void a_paused_connection_is_not_polled_until_it_runs_again() {
    try (TestDatabase db = TestDatabase.h2()) {
      node(db, EVERY_MINUTE, ConnectionState.PAUSED).storeDue(INTEGRATION);
      assertThat(rows(db)).isZero();

      node(db, EVERY_MINUTE, ConnectionState.RUNNING).storeDue(INTEGRATION);
      assertThat(rows(db)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_is_looked_after_has_a_row_at_once_and_another_only_when_the_time_is_over(
    Supplier<TestDatabase> opened
  ) {
    try (TestDatabase db = opened.get()) {
      PollSchedule schedule = node(db, NEXT_CENTURY, ConnectionState.RUNNING);
      schedule.storeEvery(INTEGRATION, "kiln-watch", 300);
      schedule.storeEvery(INTEGRATION, "kiln-watch", 300);
      assertThat(rows(db)).isEqualTo(1);

      db.database().sql().sql("UPDATE poll_schedule SET last_due = last_due - 301000").update();
      schedule.storeEvery(INTEGRATION, "kiln-watch", 300);
      schedule.storeEvery("another", "kiln-watch", 0);
      node(db, NEXT_CENTURY, ConnectionState.PAUSED).storeEvery(INTEGRATION, "kiln-watch", 0);

      assertThat(rows(db)).isEqualTo(2);
    }
  }

  @Test
  void nothing_is_stored_beside_a_row_that_still_waits() {
    try (TestDatabase db = TestDatabase.h2()) {
      Inbox waiting = mock(Inbox.class);
      when(waiting.waiting("clay-shop", "kiln-watch", List.of("poll"))).thenReturn(Set.of("poll"));

      node(db, NEXT_CENTURY, ConnectionState.RUNNING, waiting).storeEvery(INTEGRATION, "kiln-watch", 300);

      verify(waiting, never()).storeWithin(any());
    }
  }

  private static void tickTogether(TestDatabase db, int nodes) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService ticking = Executors.newFixedThreadPool(nodes)) {
      for (int index = 0; index < nodes; index++) {
        PollSchedule node = node(db, EVERY_MINUTE, ConnectionState.RUNNING);
        ticking.submit(() -> {
          start.await();
          node.storeDue(INTEGRATION);
          return null;
        });
      }
      start.countDown();
    }
  }

  private static void rewind(TestDatabase db) {
    db.database().sql().sql("UPDATE poll_schedule SET last_due = last_due - 120000").update();
  }

  private static int rows(TestDatabase db) {
    return db
      .database()
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE record_key = 'poll'")
      .query(Integer.class)
      .single();
  }

  private static PollSchedule node(TestDatabase db, String cron, ConnectionState state) {
    Inbox inbox = mock(Inbox.class);
    doAnswer(asked -> {
      List<NewMessage> messages = asked.getArgument(0);
      messages.forEach(message -> insert(db.database(), message));
      return null;
    })
      .when(inbox)
      .storeWithin(any());
    return node(db, cron, state, inbox);
  }

  private static PollSchedule node(TestDatabase db, String cron, ConnectionState state, Inbox inbox) {
    Connection connection = new Connection(
      "clay-shop",
      INTEGRATION,
      LocalDate.of(2026, 1, 1),
      new XeroTenancy("tenant", "main"),
      new Schedule(cron, Optional.empty()),
      new IntegrationSettings() {},
      "hash"
    );
    Connections connections = mock(Connections.class);
    when(connections.all()).thenReturn(List.of(connection));
    when(connections.state("clay-shop")).thenReturn(state);
    return new PollSchedule(
      connections,
      List.of(new Kiln()),
      new PollScheduleStore(db.database()),
      inbox,
      db.database()
    );
  }

  private static void insert(Database database, NewMessage message) {
    database
      .sql()
      .sql(
        """
        INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id)
        VALUES (?, ?, ?, 'RECEIVED', 0, 0, 0, ?)
        """
      )
      .params(message.connection(), message.flow(), message.key(), message.correlationId())
      .update();
  }

  private static final class Kiln implements Integration {

    @Override
    public String name() {
      return INTEGRATION;
    }

    @Override
    public Set<String> flows() {
      return Set.of(FLOW);
    }

    @Override
    public String pollFlow() {
      return FLOW;
    }

    @Override
    public IntegrationSettings read(SettingsNode section, ConnectionProblems problems) {
      return new IntegrationSettings() {};
    }
  }
}
