package io.ledgerroutes.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakersTest {

  private static final String SHOP = "craft-shop";

  private final TestDatabase store = TestDatabase.h2();
  private final AuditTrail audit = new AuditTrail(new AuditStore(store.database()));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Breakers breakers = TestBreakers.probingAfter(
    Duration.ofMillis(20),
    meters,
    audit,
    store.database()
  );
  private final AtomicInteger sent = new AtomicInteger();
  private Supplier<RemoteAnswer> remote = () -> answer(200);
  private Supplier<RemoteAnswer> probe;

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = { 500, 502, 503, 0 })
  void five_different_requests_that_fail_in_a_row_open_it_and_the_next_is_not_sent(int status) {
    slow();
    failing(status);
    for (int request = 0; request < 4; request++) {
      ask(request);
    }
    assertThat(breakers.holdsBack(SHOP)).isFalse();
    ask(4);

    RemoteFailure turnedAway = catchThrowableOfType(RemoteFailure.class, () -> call(5));

    assertThat(sent).hasValue(5);
    assertThat(turnedAway.failure().kind()).isEqualTo(FailureKind.TRANSIENT);
    assertThat(turnedAway.failure().mayHaveHappened()).isFalse();
    assertThat(turnedAway.failure().status()).isZero();
    assertThat(turnedAway.failure().words()).contains("nothing was sent");
    assertThat(breakers.holdsBack(SHOP)).isTrue();
    assertThat(breakers.holdsBack("another-shop")).isFalse();
    assertThat(figures().breaker()).isEqualTo("open");
    assertThat(figures().since()).isBeforeOrEqualTo(Instant.now());
    assertThat(figures().reason()).contains("test");
    assertThat(meters.get("ledger.breaker.open").tag("name", SHOP).gauge().value()).isEqualTo(1);
    assertThat(meters.get("ledger.breaker.turned.away").functionCounter().count()).isEqualTo(1);
  }

  @Test
  void one_record_that_fails_again_and_again_never_opens_it_while_the_probe_is_answered() {
    probe = () -> answer(200);
    failing(500);
    for (int attempt = 0; attempt < 50; attempt++) {
      ask(7);
    }

    await()
      .during(Duration.ofMillis(200))
      .until(() -> !breakers.holdsBack(SHOP));
    assertThat(sent).hasValueGreaterThanOrEqualTo(50);
  }

  @Test
  void the_same_question_asked_again_and_again_opens_it_when_the_probe_fails_too() {
    slow();
    failing(503);

    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> {
        ask(7);
        return breakers.holdsBack(SHOP);
      });

    assertThat(figures().reason()).contains("503");
  }

  @Test
  void a_batch_that_is_split_down_to_the_record_at_fault_never_opens_it() {
    for (int round = 0; round < 10; round++) {
      for (int half = 0; half < 6; half++) {
        failing(500);
        ask(round * 100 + half);
        remote = () -> answer(200);
        ask(-1);
      }
    }

    assertThat(breakers.holdsBack(SHOP)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = { 400, 401, 403, 404, 409, 412, 429 })
  void an_answer_below_500_is_an_answer(int status) {
    failing(status);
    for (int request = 0; request < 20; request++) {
      ask(request);
    }

    assertThat(breakers.holdsBack(SHOP)).isFalse();
    assertThat(sent).hasValue(20);
  }

  @ParameterizedTest
  @EnumSource(value = FailureKind.class, names = "TRANSIENT", mode = EnumSource.Mode.EXCLUDE)
  void what_kept_a_call_from_being_made_says_nothing_about_the_remote(FailureKind kind) {
    remote = () -> {
      throw failure(kind);
    };
    for (int request = 0; request < 20; request++) {
      ask(request);
    }
    remote = () -> {
      throw new IllegalStateException("a lease was lost");
    };
    for (int request = 0; request < 20; request++) {
      ask(request);
    }

    assertThat(breakers.holdsBack(SHOP)).isFalse();
  }

  @Test
  void a_success_between_forgives() {
    for (int request = 0; request < 20; request++) {
      failing(request % 5 == 4 ? 200 : 503);
      ask(request);
    }

    assertThat(breakers.holdsBack(SHOP)).isFalse();
  }

  @Test
  void the_probe_finds_out_by_one_call_at_a_time_and_closes_it() {
    List<String> heard = new java.util.ArrayList<>();
    breakers.onAnswersAgain(name -> {
      throw new IllegalStateException("a bad listener");
    });
    breakers.onAnswersAgain(heard::add);
    open();
    sent.set(0);
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> {
        breakers.probe();
        return sent.get() >= 1;
      });
    assertThat(breakers.holdsBack(SHOP)).isTrue();

    remote = () -> answer(200);
    await()
      .atMost(Duration.ofSeconds(30))
      .until(() -> {
        breakers.probe();
        return !breakers.holdsBack(SHOP);
      });

    assertThat(figures()).isEqualTo(new Breaker.Figures("test", SHOP, "closed", null, null));
    assertThat(heard).containsExactly(SHOP);
    assertThat(call(99).status()).isEqualTo(200);
  }

  @Test
  void before_the_wait_is_over_nobody_probes() {
    slow();
    open();
    sent.set(0);

    for (int second = 0; second < 20; second++) {
      breakers.probe();
    }

    await()
      .during(Duration.ofMillis(200))
      .until(() -> sent.get() == 0);
    assertThat(meters.get("ledger.breaker.turned.away").functionCounter().count()).isZero();
  }

  @Test
  void an_operator_closes_it_by_hand_and_the_trail_says_so() {
    slow();
    open();
    BreakerView view = new BreakerView(breakers, breakers.of("test", SHOP, () -> {}));
    assertThat(view.getState()).isEqualTo("open");
    assertThat(view.getReason()).contains("503");

    view.close();

    assertThat(breakers.holdsBack(SHOP)).isFalse();
    assertThat(view.getState()).isEqualTo("closed");
    assertThat(view.getSince()).isEmpty();
    assertThat(audit.find(AuditQuery.newest(1)))
      .singleElement()
      .satisfies(row -> {
        assertThat(row.entry().action()).isEqualTo("breaker-close");
        assertThat(row.entry().actor()).isEqualTo("jmx");
        assertThat(row.entry().detail()).containsEntry("name", SHOP);
      });
  }

  @Test
  void one_that_is_nobody_s_business_any_more_is_forgotten() {
    slow();
    open();

    breakers.forget("test", SHOP);
    breakers.forget("test", "never-seen");

    assertThat(breakers.holdsBack(SHOP)).isFalse();
  }

  @Test
  void a_defect_of_ours_passes_through() {
    remote = () -> {
      throw new IllegalStateException("ours");
    };
    assertThatThrownBy(() -> call(1)).hasMessage("ours");
  }

  private void slow() {
    breakers = TestBreakers.probingAfter(Duration.ofMinutes(1), meters, audit, store.database());
  }

  private void open() {
    failing(503);
    for (int request = 0; request < Breaker.FAILURES; request++) {
      ask(request);
    }
    assertThat(breakers.holdsBack(SHOP)).isTrue();
  }

  /** 0 stands for no answer at all. */
  private void failing(int status) {
    remote = () -> {
      if (status == 0) {
        throw failure(FailureKind.TRANSIENT);
      }
      return answer(status);
    };
  }

  private void ask(int request) {
    try {
      call(request);
    } catch (RuntimeException failed) {
      assertThat(failed).isNotNull();
    }
  }

  private RemoteAnswer call(int request) {
    return breakers
      .of("test", SHOP, () -> call(-1))
      .call(request(request), () -> {
        sent.incrementAndGet();
        return request < 0 && probe != null ? probe.get() : remote.get();
      });
  }

  private static RemoteRequest request(int number) {
    URI address = URI.create("https://remote.example/records?id=" + number);
    return new RemoteRequest("test", "GET", address, Map.of(), null, Duration.ofSeconds(1));
  }

  private static RemoteAnswer answer(int status) {
    return new RemoteAnswer(status, Map.of(), new byte[0]);
  }

  private static RemoteFailure failure(FailureKind kind) {
    return new RemoteFailure(new Failure("test", kind, 0, "cannot be reached", Optional.empty(), false));
  }

  private Breaker.Figures figures() {
    List<Breaker.Figures> all = breakers.figures(List.of(SHOP));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
