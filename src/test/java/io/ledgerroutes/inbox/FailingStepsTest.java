package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

/** Steps that fail in the middle of a batch, through the real component and the shipped error handling (proof 5). */
class FailingStepsTest {

  private static final int BATCH = 50;
  private static final List<String> STEPS = List.of("first", "second", "third");
  private static final String COMES_AGAIN_AT_ONCE = "a request that is wrong";
  private static final Map<String, Throwable> TROUBLE = Map.of(
    "a defect",
    new IllegalStateException("defect"),
    "an error",
    new StackOverflowError(),
    "a checked exception",
    new IOException("wire"),
    "a remote that is down",
    remote(FailureKind.TRANSIENT, 503),
    COMES_AGAIN_AT_ONCE,
    remote(FailureKind.STRUCTURAL, 400),
    "a store that is away",
    new QueryTimeoutException("store"),
    "what Camel wrapped",
    new CamelExecutionException("wrapped", null, remote(FailureKind.CREDENTIALS, 401))
  );

  private static InboxRig rig;
  private static int connections;

  @BeforeAll
  static void start() throws Exception {
    rig = new InboxRig(TestDatabase.h2());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private final String connection = "shop-" + connections++;

  private static RemoteFailure remote(FailureKind kind, int status) {
    return new RemoteFailure(new Failure("xero", kind, status, "as scripted", Optional.empty(), true));
  }

  static Stream<Arguments> everywhere() {
    return STEPS.stream().flatMap(step ->
      Stream.of(0, 20, BATCH).flatMap(outcomes ->
        TROUBLE.keySet()
          .stream()
          .sorted()
          .map(trouble -> Arguments.of(trouble, step, outcomes))
      )
    );
  }

  @ParameterizedTest(name = "{0} in the {1} step after {2} outcomes")
  @MethodSource("everywhere")
  void what_has_an_outcome_keeps_it_and_the_rest_comes_again(String trouble, String step, int outcomes) {
    Set<String> delivered = ConcurrentHashMap.newKeySet();
    AtomicBoolean failed = new AtomicBoolean();
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("third", batch -> deliver(batch, BATCH, delivered));
    rig.step(step, batch -> {
      if (batch.elements().size() == BATCH && failed.compareAndSet(false, true)) {
        deliver(batch, outcomes, delivered);
        sneak(TROUBLE.get(trouble));
      }
      if (step.equals("third")) {
        deliver(batch, BATCH, delivered);
      }
    });

    rig.arrive(connection, BATCH);

    await().until(failed::get);
    if (!trouble.equals(COMES_AGAIN_AT_ONCE)) {
      await().untilAsserted(() -> {
        Map<MessageState, Long> counts = rig.counts(connection);
        assertThat(counts).doesNotContainKeys(MessageState.IN_FLIGHT, MessageState.RECEIVED);
        assertThat(counts.getOrDefault(MessageState.DONE, 0L)).isEqualTo(outcomes);
        assertThat(counts.getOrDefault(MessageState.RETRY, 0L)).isEqualTo(BATCH - outcomes);
      });
    }
    everyDoneRowWasDelivered(delivered);
    await().untilAsserted(() -> {
      rig.later();
      assertThat(rig.counts(connection)).containsOnlyKeys(MessageState.DONE);
    });
    assertThat(rig.rows(connection)).hasSize(BATCH);
    everyDoneRowWasDelivered(delivered);
  }

  private static void deliver(Batch batch, int most, Set<String> delivered) {
    batch
      .open()
      .stream()
      .limit(most)
      .forEach(element -> {
        delivered.add(element.key());
        element.settle(new Outcome.Delivered("document of " + element.key()));
      });
  }

  private void everyDoneRowWasDelivered(Set<String> delivered) {
    assertThat(rig.rows(connection))
      .allSatisfy(row -> assertThat(row.reason()).isNotBlank())
      .filteredOn(row -> row.state() == MessageState.DONE)
      .allSatisfy(row -> {
        assertThat(delivered).contains(row.key());
        assertThat(row.reason()).isEqualTo("document of " + row.key());
      });
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable trouble) throws T {
    throw (T) trouble;
  }

  @Test
  void elements_that_no_step_decided_are_not_settled_and_come_again() {
    AtomicInteger passes = new AtomicInteger();
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("first", batch -> {
      if (passes.incrementAndGet() > 1) {
        deliver(batch, BATCH, new HashSet<>());
      }
    });

    rig.arrive(connection, 3);

    await().untilAsserted(() ->
      assertThat(rig.rows(connection)).extracting(Message::reason).containsOnly("not settled")
    );
    rig.later();
    await().untilAsserted(() -> assertThat(rig.counts(connection)).containsOnlyKeys(MessageState.DONE));
  }

  @Test
  void outcomes_reach_their_rows_when_the_store_comes_back() {
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("second", batch -> deliver(batch, 20, new HashSet<>()));
    rig.failSettles(4);

    rig.arrive(connection, BATCH);

    await().untilAsserted(() -> {
      assertThat(rig.settlesLeftToFail()).isZero();
      assertThat(rig.counts(connection))
        .doesNotContainKey(MessageState.IN_FLIGHT)
        .containsEntry(MessageState.DONE, 20L);
      assertThat(
        rig
          .rows(connection)
          .stream()
          .filter(row -> row.state() == MessageState.RETRY)
      ).hasSize(30);
    });
    rig.step("second", batch -> deliver(batch, BATCH, new HashSet<>()));
    await().untilAsserted(() -> {
      rig.later();
      assertThat(rig.counts(connection)).containsOnlyKeys(MessageState.DONE);
    });
  }

  @Test
  void an_outcome_that_the_store_refuses_does_not_hold_up_its_batch() {
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("first", batch ->
      batch
        .elements()
        .forEach(element -> {
          if (element.key().equals("k7")) {
            // A version as long as a broken shop may send one.
            element.sighted(new Sighting("order", "k7", "v".repeat(500), "-"));
          }
          element.settle(new Outcome.Delivered("document of " + element.key()));
        })
    );

    rig.arrive(connection, 10);

    await().untilAsserted(() ->
      assertThat(rig.counts(connection)).containsOnly(
        Map.entry(MessageState.DONE, 9L),
        Map.entry(MessageState.DEAD, 1L)
      )
    );
    assertThat(rig.rows(connection))
      .filteredOn(row -> row.state() == MessageState.DEAD)
      .singleElement()
      .satisfies(row -> {
        assertThat(row.key()).isEqualTo("k7");
        assertThat(row.reason()).contains("could not be stored").contains("document of k7");
      });
  }

  @Test
  void a_reason_with_a_nul_and_no_end_is_stored_on_postgresql_too() throws Exception {
    try (InboxRig other = new InboxRig(TestDatabase.postgres())) {
      other.step("first", batch ->
        batch.open().forEach(element -> element.settle(new Outcome.Dead("bad\u0000" + "x".repeat(5000))))
      );

      other.arrive(connection, 1);

      await().untilAsserted(() -> assertThat(other.counts(connection)).containsOnlyKeys(MessageState.DEAD));
      assertThat(other.rows(connection).getFirst().reason()).startsWith("bad x").hasSize(2000);
    }
  }

  @Test
  void a_record_that_fails_alone_three_times_is_dead_and_its_neighbours_are_done() {
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("second", batch ->
      batch
        .open()
        .forEach(element ->
          element.settle(
            element.key().equals("k3")
              ? new Outcome.Retry("the remote fails on this record", Duration.ZERO, Blame.RECORD)
              : new Outcome.Delivered("document of " + element.key())
          )
        )
    );

    rig.arrive(connection, 10);

    await().untilAsserted(() ->
      assertThat(rig.counts(connection)).containsOnly(
        Map.entry(MessageState.DONE, 9L),
        Map.entry(MessageState.DEAD, 1L)
      )
    );
    assertThat(rig.rows(connection))
      .filteredOn(row -> row.state() == MessageState.DEAD)
      .singleElement()
      .satisfies(row -> {
        assertThat(row.attempts()).isEqualTo(3);
        assertThat(row.reason()).contains("3 failures of its own", "the remote fails on this record");
      });
  }

  @Test
  void a_record_that_the_store_refuses_is_dead_and_its_neighbours_are_done() {
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("second", batch -> {
      if (
        batch
          .open()
          .stream()
          .anyMatch(element -> element.key().equals("k3"))
      ) {
        throw new DataIntegrityViolationException("value too long");
      }
      deliver(batch, BATCH, new HashSet<>());
    });

    rig.arrive(connection, 10);

    await().untilAsserted(() -> {
      rig.later();
      assertThat(rig.counts(connection)).containsOnly(
        Map.entry(MessageState.DONE, 9L),
        Map.entry(MessageState.DEAD, 1L)
      );
    });
  }

  @Test
  void a_remote_that_is_down_through_many_attempts_kills_nobody() {
    AtomicInteger attempts = new AtomicInteger();
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("first", batch -> {
      if (attempts.incrementAndGet() <= 10) {
        throw remote(FailureKind.TRANSIENT, 503);
      }
      deliver(batch, BATCH, new HashSet<>());
    });

    rig.arrive(connection, 1);

    await().untilAsserted(() -> {
      rig.later();
      assertThat(rig.counts(connection)).containsOnlyKeys(MessageState.DONE);
    });
    assertThat(attempts.get()).isEqualTo(11);
  }

  @Test
  void one_defect_in_fifty_is_found_by_trying_each_alone() {
    STEPS.forEach(name -> rig.step(name, batch -> {}));
    rig.step("second", batch -> {
      if (
        batch
          .open()
          .stream()
          .anyMatch(element -> element.key().equals("k33"))
      ) {
        throw new IllegalStateException("a defect that k33 wakes");
      }
      deliver(batch, BATCH, new HashSet<>());
    });

    rig.arrive(connection, BATCH);

    await()
      .atMost(Duration.ofSeconds(30))
      .untilAsserted(() -> {
        rig.later();
        assertThat(rig.counts(connection)).containsOnly(
          Map.entry(MessageState.DONE, 49L),
          Map.entry(MessageState.DEAD, 1L)
        );
      });
  }
}
