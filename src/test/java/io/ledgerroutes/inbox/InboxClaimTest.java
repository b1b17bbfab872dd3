package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.store.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class InboxClaimTest {

  private static final String SHOP = "craft-shop";
  private static final String FLOW = "woocommerce-order";
  private static final Runnable HOLDS = () -> {};

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void the_newest_hint_of_a_key_is_claimed_and_the_older_ones_are_superseded(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      InboxStore store = store(db);
      insert(db, store, "7", "7", "8", "7");

      List<ClaimStore.Claimed> claimed = claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS);

      assertThat(claimed)
        .extracting(row -> row.message().key())
        .containsExactlyInAnyOrder("7", "8");
      assertThat(store.counts(SHOP))
        .containsEntry(MessageState.IN_FLIGHT, 2L)
        .containsEntry(MessageState.SKIPPED, 2L);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_key_in_flight_is_left_alone_and_its_hint_is_claimed_afterwards(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      InboxStore store = store(db);
      insert(db, store, "7");
      ClaimStore.Claimed first = claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS).getFirst();
      insert(db, store, "7");

      assertThat(claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS)).isEmpty();
      settle(db, store, first, MessageState.DONE);

      assertThat(claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS)).hasSize(1);
      assertThat(store.find(first.message().id())).map(Message::state).contains(MessageState.DONE);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_new_message_supersedes_the_held_and_dead_ones_of_its_key(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      InboxStore store = store(db);
      insert(db, store, "7");
      settle(db, store, claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS).getFirst(), MessageState.DEAD);
      insert(db, store, "7");

      assertThat(claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS)).hasSize(1);
      assertThat(store.counts(SHOP))
        .doesNotContainKey(MessageState.DEAD)
        .containsEntry(MessageState.SKIPPED, 1L);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_suspect_is_claimed_alone(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      InboxStore store = store(db);
      insert(db, store, "1", "2");
      List<ClaimStore.Claimed> both = claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS);
      for (ClaimStore.Claimed row : both) {
        db
          .database()
          .transact(() ->
            store.settle(
              List.of(
                new InboxStore.Settled(row.message().id(), MessageState.RETRY, "failed", null, 0, 0, true)
              ),
              "node",
              1
            )
          );
      }
      insert(db, store, "3");

      assertThat(claims(db).claim(SHOP, FLOW, 50, "node", 1, HOLDS)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_settle_under_an_older_epoch_changes_nothing(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      InboxStore store = store(db);
      insert(db, store, "7");
      ClaimStore.Claimed row = claims(db).claim(SHOP, FLOW, 50, "slow-node", 1, HOLDS).getFirst();
      store.releaseOlderEpochs(List.of(SHOP), 2);
      claims(db).claim(SHOP, FLOW, 50, "new-node", 2, HOLDS);

      Set<Long> settled = db
        .database()
        .transact(() ->
          store.settle(
            List.of(new InboxStore.Settled(row.message().id(), MessageState.DONE, "late", null, 0, 0, false)),
            "slow-node",
            1
          )
        );

      assertThat(settled).isEmpty();
      assertThat(store.find(row.message().id())).map(Message::state).contains(MessageState.IN_FLIGHT);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void an_attempt_that_a_nodes_end_cut_short_is_not_counted(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      InboxStore store = store(db);
      insert(db, store, "7");
      for (int life = 1; life <= 3; life++) {
        claims(db).claim(SHOP, FLOW, 50, "node", life, HOLDS);
        store.releaseOlderEpochs(List.of(SHOP), life + 1);
      }

      ClaimStore.Claimed row = claims(db).claim(SHOP, FLOW, 50, "node", 4, HOLDS).getFirst();

      assertThat(row.message().attempts()).isEqualTo(1);
    }
  }

  /** A claim that came after its lease had passed on would be IN_FLIGHT for ever: nobody would give it back. */
  @ParameterizedTest
  @MethodSource("stores")
  void a_claim_is_made_only_while_its_lease_holds(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      InboxStore store = store(db);
      insert(db, store, "7");
      Runnable passedOn = () -> {
        throw new TryLater("the lease has passed on", null);
      };

      assertThat(claims(db).claim(SHOP, FLOW, 50, "slow-node", 1, passedOn)).isEmpty();

      assertThat(store.counts(SHOP)).containsOnlyKeys(MessageState.RECEIVED);
    }
  }

  /** Identity order is not commit order: the row with the smaller id appears after the other was claimed. */
  @ParameterizedTest
  @MethodSource("stores")
  void a_row_that_commits_late_waits_until_its_key_is_free(Supplier<TestDatabase> opened)
    throws SQLException {
    try (TestDatabase db = opened.get(); Connection late = db.source().getConnection()) {
      InboxStore store = store(db);
      late.setAutoCommit(false);
      insertUncommitted(late, "7");
      insert(db, store, "7");
      ClaimStore.Claimed newer = claims(db).claim(SHOP, FLOW, 50, "node-a", 1, HOLDS).getFirst();
      late.commit();

      assertThat(claims(db).claim(SHOP, FLOW, 50, "node-b", 1, HOLDS)).isEmpty();
      settle(db, store, newer.message().id(), MessageState.DONE, "node-a");
      assertThat(claims(db).claim(SHOP, FLOW, 50, "node-b", 1, HOLDS)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void eight_claimers_on_two_nodes_never_have_one_key_twice_and_lose_nothing(Supplier<TestDatabase> opened)
    throws Exception {
    long seed = new Random().nextLong();
    System.getLogger("seed").log(System.Logger.Level.INFO, "seed of the claimers: {0}", seed);
    try (TestDatabase one = opened.get(); TestDatabase two = TestDatabase.open(one.url())) {
      Race race = new Race(one, two, seed, InboxClaimTest::claimByStore);

      race.run(400);

      assertThat(race.doubles).hasValue(0);
      assertThat(race.outOfOrder).hasValue(0);
      Map<MessageState, Long> counts = store(one).counts(SHOP);
      assertThat(counts.keySet()).containsOnly(MessageState.DONE, MessageState.SKIPPED);
      assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(400);
    }
  }

  /** A claimer that only skips locked rows, as many a queue does, is safe by the unique key alone. */
  @Test
  void with_the_unique_key_even_a_naive_claimer_never_has_one_key_twice() throws Exception {
    assertThat(doublesOfNaiveClaimers(true, 3)).isZero();
  }

  /** The proof bites: without the unique key the naive claimers have one key in flight twice. */
  @Test
  void without_the_unique_key_naive_claimers_have_one_key_twice() throws Exception {
    assertThat(doublesOfNaiveClaimers(false, 20)).isPositive();
  }

  private static int doublesOfNaiveClaimers(boolean guarded, int rounds) throws Exception {
    int doubles = 0;
    for (int round = 0; round < rounds && doubles == 0; round++) {
      try (TestDatabase one = TestDatabase.postgres(); TestDatabase two = TestDatabase.open(one.url())) {
        if (!guarded) {
          new JdbcTemplate(one.source()).execute(
            "ALTER TABLE inbox DROP CONSTRAINT inbox_one_of_a_key_in_flight"
          );
        }
        Race race = new Race(one, two, round, InboxClaimTest::claimNaively);
        race.run(300);
        doubles += race.doubles.get();
      }
    }
    return doubles;
  }

  private static List<Claim> claimNaively(TestDatabase node, String owner) {
    try {
      return node
        .database()
        .transact(() -> {
          List<Claim> rows = node
            .database()
            .sql()
            .sql(
              """
              SELECT id, record_key FROM inbox WHERE connection = ? AND flow = ? AND state = 'RECEIVED'
               ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED
              """
            )
            .params(SHOP, FLOW)
            .query((row, number) -> new Claim(row.getLong("id"), row.getString("record_key")))
            .list();
          for (Claim row : rows) {
            node
              .database()
              .sql()
              .sql(
                """
                UPDATE inbox SET state = 'IN_FLIGHT', claimed_key = record_key, claimed_by = ?, claimed_epoch = 1
                 WHERE id = ?
                """
              )
              .params(owner, row.id())
              .update();
          }
          return rows;
        });
    } catch (DataAccessException keyInFlight) {
      return List.of();
    }
  }

  private static List<Claim> claimByStore(TestDatabase node, String owner) {
    return claims(node)
      .claim(SHOP, FLOW, 5, owner, 1, HOLDS)
      .stream()
      .map(row -> new Claim(row.message().id(), row.message().key()))
      .toList();
  }

  private record Claim(long id, String key) {}

  /** Writers that commit out of order, and claimers that watch for one key in two hands. */
  private static final class Race {

    private final List<TestDatabase> nodes;
    private final Random random;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> lastOfKey = new ConcurrentHashMap<>();
    private final AtomicInteger doubles = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean(true);

    private final BiFunction<TestDatabase, String, List<Claim>> claimer;

    Race(
      TestDatabase one,
      TestDatabase two,
      long seed,
      BiFunction<TestDatabase, String, List<Claim>> claimer
    ) {
      this.nodes = List.of(one, two);
      this.claimer = claimer;
      this.random = new Random(seed);
    }

    void run(int rows) throws Exception {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> claimers = new ArrayList<>();
        for (int claimer = 0; claimer < 8; claimer++) {
          TestDatabase node = nodes.get(claimer % 2);
          String owner = "claimer-" + claimer;
          claimers.add(threads.submit(() -> claimAll(node, owner)));
        }
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
          int first = writer;
          writers.add(threads.submit(() -> insertAll(nodes.get(first), first, rows / 2)));
        }
        for (Future<?> writer : writers) {
          writer.get();
        }
        writing.set(false);
        for (Future<?> claimer : claimers) {
          claimer.get();
        }
      }
    }

    // Each writer has keys of its own, so that a key's commit order is known; the pairs of one transaction
    // of the other writer commit in between.
    private Void insertAll(TestDatabase node, int writer, int rows) throws SQLException {
      try (Connection connection = node.source().getConnection()) {
        connection.setAutoCommit(false);
        for (int row = 0; row < rows; row++) {
          insertUncommitted(connection, writer + "-" + key());
          if (row % 3 == 0 || row == rows - 1) {
            connection.commit();
          }
        }
        connection.commit();
      }
      return null;
    }

    private synchronized int key() {
      return random.nextInt(12);
    }

    private Void claimAll(TestDatabase node, String owner) {
      InboxStore store = store(node);
      long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
      while (System.nanoTime() < deadline) {
        boolean last = !writing.get();
        List<Claim> claimed = claimer.apply(node, owner);
        if (claimed.isEmpty()) {
          // As a consumer does: eight that come again at once only stand in each other's way.
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + ThreadLocalRandom.current().nextInt(10)));
        }
        for (Claim row : claimed) {
          if (!inFlight.add(row.key())) {
            doubles.incrementAndGet();
          }
          if (lastOfKey.merge(row.key(), row.id(), Math::max) > row.id()) {
            outOfOrder.incrementAndGet();
          }
        }
        Thread.yield();
        for (Claim row : claimed) {
          inFlight.remove(row.key());
          settle(node, store, row.id(), MessageState.DONE, owner);
        }
        Map<MessageState, Long> counts = store.counts(SHOP);
        if (
          last && !counts.containsKey(MessageState.RECEIVED) && !counts.containsKey(MessageState.IN_FLIGHT)
        ) {
          return null;
        }
      }
      return null;
    }
  }

  private static ClaimStore claims(TestDatabase db) {
    return new ClaimStore(db.database(), new JdbcTemplate(db.source()));
  }

  private static InboxStore store(TestDatabase db) {
    return new InboxStore(db.database(), new JdbcTemplate(db.source()));
  }

  private static void insert(TestDatabase db, InboxStore store, String... keys) {
    db
      .database()
      .transact(() -> {
        store.insert(
          Stream.of(keys)
            .map(key -> new InboxStore.Sealed(new NewMessage(SHOP, FLOW, key, new byte[0], "c"), new byte[0]))
            .toList()
        );
        return null;
      });
  }

  private static void insertUncommitted(Connection connection, String key) throws SQLException {
    try (
      PreparedStatement insert = connection.prepareStatement(
        """
        INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id)
        VALUES (?, ?, ?, 'RECEIVED', 0, 0, 0, 'c')
        """
      )
    ) {
      insert.setString(1, SHOP);
      insert.setString(2, FLOW);
      insert.setString(3, key);
      insert.executeUpdate();
    }
  }

  private static void settle(TestDatabase db, InboxStore store, ClaimStore.Claimed row, MessageState state) {
    settle(db, store, row.message().id(), state, "node");
  }

  private static void settle(TestDatabase db, InboxStore store, long id, MessageState state, String owner) {
    db
      .database()
      .transact(() ->
        store.settle(List.of(new InboxStore.Settled(id, state, "settled", null, 0, 0, false)), owner, 1)
      );
  }
}
