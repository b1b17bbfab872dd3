package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.posting.Lease;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XeroBudgetTest {

  private static final String TENANT = "tenant";

  private final TestDatabase store = TestDatabase.h2();
  private final TenantLeases leases = mock(TenantLeases.class);
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_61st_call_of_a_minute_is_not_allowed_and_says_when() {
    XeroBudget budget = node();
    spend(budget, 60);

    assertThat(budget.allowsCall(TENANT)).isFalse();
    assertThrottled(budget, Priority.LIVE).satisfies(failed ->
      assertThat(failed.failure().retryAfter().orElseThrow()).isBetween(
        Duration.ofSeconds(60),
        Duration.ofSeconds(61)
      )
    );
    assertThat(budget.allowsCall("another")).isTrue();
    pass(Duration.ofMillis(60_500));
    assertThat(budget.allowsCall(TENANT)).isTrue();
  }

  @Test
  void the_shorter_the_slots_the_longer_batches_may_form() {
    XeroBudget budget = node();
    spend(budget, 10);
    assertThat(budget.allowsCall(TENANT)).isTrue();

    spend(budget, 40);

    assertThat(budget.allowsCall(TENANT)).isFalse();
    pass(Duration.ofMillis(3_999));
    assertThat(budget.allowsCall(TENANT)).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(budget.allowsCall(TENANT)).isTrue();
  }

  @Test
  void the_sixth_call_at_once_waits_for_one_to_end() {
    XeroBudget budget = node();
    List<XeroBudget.Permit> running = new ArrayList<>();
    for (int call = 0; call < 5; call++) {
      running.add(budget.take(TENANT, Priority.LIVE));
    }
    CompletableFuture<XeroBudget.Permit> sixth = taking(budget, Priority.LIVE);
    Awaitility.await()
      .during(Duration.ofMillis(200))
      .until(() -> !sixth.isDone());

    running.getFirst().end(Optional.empty());

    assertThat(sixth.join()).isNotNull();
  }

  @Test
  void live_work_goes_before_older_waiting_backfill() {
    XeroBudget budget = node();
    List<XeroBudget.Permit> running = new ArrayList<>();
    for (int call = 0; call < 5; call++) {
      running.add(budget.take(TENANT, Priority.LIVE));
    }
    CompletableFuture<XeroBudget.Permit> old = taking(budget, Priority.BACKFILL);
    Awaitility.await()
      .during(Duration.ofMillis(100))
      .until(() -> !old.isDone());
    CompletableFuture<XeroBudget.Permit> live = taking(budget, Priority.LIVE);
    Awaitility.await()
      .during(Duration.ofMillis(100))
      .until(() -> !live.isDone());

    running.getFirst().end(Optional.empty());

    assertThat(live.join()).isNotNull();
    assertThat(old).isNotDone();
    live.join().end(Optional.empty());
    assertThat(old.join()).isNotNull();
  }

  @Test
  void a_429_closes_the_tenant_for_as_long_as_it_asks() {
    XeroBudget budget = node();
    budget
      .take(TENANT, Priority.LIVE)
      .end(Optional.of(answer(429, "x-rate-limit-problem", "minute", "retry-after", "37")));

    assertThat(budget.allowsCall(TENANT)).isFalse();
    assertThat(budget.figures(TENANT).opensIn()).isEqualTo(Duration.ofSeconds(37));
    assertThat(budget.allowsCall("another")).isTrue();
    pass(Duration.ofSeconds(37));
    assertThat(budget.allowsCall(TENANT)).isTrue();
  }

  @Test
  void a_429_for_too_many_at_once_asks_for_a_second_though_it_says_nothing() {
    XeroBudget budget = node();
    budget.take(TENANT, Priority.LIVE).end(Optional.of(answer(429, "x-rate-limit-problem", "concurrent")));

    assertThat(budget.figures(TENANT).opensIn()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void the_apps_own_limit_pauses_every_tenant() {
    XeroBudget budget = node();
    budget.take(TENANT, Priority.LIVE).end(Optional.of(answer(429, "x-rate-limit-problem", "appminute")));

    assertThat(budget.allowsCall("another")).isFalse();
    pass(Duration.ofSeconds(60));
    assertThat(budget.allowsCall("another")).isTrue();
    budget.take(TENANT, Priority.LIVE).end(Optional.of(answer(200, "x-appminlimit-remaining", "20")));
    assertThat(budget.allowsCall("another")).isFalse();
  }

  @Test
  void a_fifth_of_the_day_is_kept_for_live_work() {
    XeroBudget budget = node();
    budget.take(TENANT, Priority.LIVE).end(Optional.of(answer(200, "x-daylimit-remaining", "4900")));
    budget.take(TENANT, Priority.BACKFILL).end(Optional.of(answer(200, "x-daylimit-remaining", "1000")));

    assertThrottled(budget, Priority.BACKFILL);
    assertThat(budget.allowsCall(TENANT)).isTrue();
    assertThat(budget.figures(TENANT).dayLeft()).hasValue(1000);
    assertThat(meters.get("ledger.xero.day.left").tag("tenant", TENANT).gauge().value()).isEqualTo(1000);
  }

  @Test
  void what_a_killed_node_may_have_called_is_counted_by_the_next() {
    spend(node(), 25);

    XeroBudget next = node();

    // Three blocks of ten were taken: nobody knows that five of the last were not used.
    assertThat(next.figures(TENANT).minuteLeft()).isEqualTo(30);
  }

  @Test
  void blocks_are_counted_once_however_often_the_lease_comes_anew() {
    spend(node(), 10);
    XeroBudget next = node();
    assertThat(next.figures(TENANT).minuteLeft()).isEqualTo(50);
    spend(next, 5);

    when(leases.current(anyString())).thenReturn(Optional.of(new Lease(TENANT, 7, Long.MAX_VALUE)));

    assertThat(next.figures(TENANT).minuteLeft()).isEqualTo(45);
  }

  @Test
  void blocks_older_than_a_minute_are_deleted_and_do_not_count() {
    spend(node(), 10);
    store.database().sql().sql("UPDATE tenant_call_block SET usable_to = usable_to - 70600").update();

    assertThat(node().figures(TENANT).minuteLeft()).isEqualTo(60);
    assertThat(
      store.database().sql().sql("SELECT COUNT(*) FROM tenant_call_block").query(Long.class).single()
    ).isZero();
  }

  private XeroBudget node() {
    CallBlockStore blocks = new CallBlockStore(store.database());
    return new XeroBudget(blocks, leases, meters, nanos::get, Duration.ofSeconds(20));
  }

  private static CompletableFuture<XeroBudget.Permit> taking(XeroBudget budget, Priority priority) {
    return CompletableFuture.supplyAsync(() -> budget.take(TENANT, priority), Thread.ofVirtual()::start);
  }

  private static void spend(XeroBudget budget, int calls) {
    for (int call = 0; call < calls; call++) {
      budget.take(TENANT, Priority.LIVE).end(Optional.empty());
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, RemoteFailure> assertThrottled(
    XeroBudget budget,
    Priority priority
  ) {
    RemoteFailure failed = org.assertj.core.api.Assertions.catchThrowableOfType(RemoteFailure.class, () ->
      budget.take(TENANT, priority)
    );
    assertThat(failed.failure().kind()).isEqualTo(FailureKind.THROTTLED);
    assertThat(failed.failure().mayHaveHappened()).isFalse();
    return assertThat(failed);
  }

  private static RemoteAnswer answer(int status, String... headers) {
    Map<String, String> all = new java.util.HashMap<>();
    for (int position = 0; position < headers.length; position += 2) {
      all.put(headers[position], headers[position + 1]);
    }
    return new RemoteAnswer(status, all, new byte[0]);
  }
}
