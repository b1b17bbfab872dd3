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
  void an_unnamed_429_with_calls_left_means_too_many_at_once() {
    XeroBudget budget = node();
    budget
      .take(TENANT, Priority.LIVE)
      .end(Optional.of(answer(429, "x-minlimit-remaining", "41", "x-daylimit-remaining", "900")));

    assertThat(budget.figures(TENANT).closedBecause()).contains(XeroLimit.CONCURRENT);
    assertThat(budget.figures(TENANT).opensIn()).isEqualTo(Duration.ofSeconds(1));
    assertThat(meters.get("ledger.xero.refused").tag("limit", "concurrent").counter().count()).isEqualTo(1);
  }

  @Test
  void an_unnamed_429_that_says_nothing_asks_for_a_minute() {
    XeroBudget budget = node();
    budget.take(TENANT, Priority.LIVE).end(Optional.of(answer(429)));

    assertThat(budget.figures(TENANT).closedBecause()).contains(XeroLimit.MINUTE);
    assertThat(budget.figures(TENANT).opensIn()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void after_too_many_at_once_fewer_run_for_a_minute() {
    XeroBudget budget = node();
    List<XeroBudget.Permit> running = new ArrayList<>();
    for (int call = 0; call < 3; call++) {
      running.add(budget.take(TENANT, Priority.LIVE));
    }
    running.removeLast().end(Optional.of(answer(429, "x-rate-limit-problem", "concurrent")));
    pass(Duration.ofSeconds(2));
    CompletableFuture<XeroBudget.Permit> third = taking(budget, Priority.LIVE);
    Awaitility.await()
      .during(Duration.ofMillis(200))
      .until(() -> !third.isDone());

    running.removeLast().end(Optional.empty());
    assertThat(third.join()).isNotNull();
    pass(Duration.ofSeconds(61));
    for (int call = 0; call < 3; call++) {
      running.add(budget.take(TENANT, Priority.LIVE));
    }
    assertThat(budget.figures(TENANT).inFlight()).isEqualTo(5);
  }

  @Test
  void a_used_up_day_parks_the_tenant_until_its_end_on_every_node_and_records_only_for_a_minute() {
    XeroBudget budget = node();
    budget.take(TENANT, Priority.LIVE).end(Optional.of(answer(200, "x-daylimit-remaining", "4000")));
    budget
      .take(TENANT, Priority.LIVE)
      .end(Optional.of(answer(429, "x-rate-limit-problem", "day", "retry-after", "7200")));

    for (XeroBudget each : List.of(budget, node())) {
      assertThat(each.allowsCall(TENANT)).isFalse();
      BudgetFigures figures = each.figures(TENANT);
      assertThat(figures.closedBecause()).contains(XeroLimit.DAY);
      assertThat(figures.opensIn()).isBetween(Duration.ofSeconds(7_190), Duration.ofSeconds(7_200));
      assertThat(figures.dayLeft()).hasValue(0);
      assertThat(figures.day()).hasValue(5_000);
      assertThrottled(each, Priority.LIVE).satisfies(failed -> {
        assertThat(failed.failure().retryAfter().orElseThrow()).isLessThan(Duration.ofSeconds(62));
        assertThat(failed.failure().words()).contains("this day");
      });
    }
    pass(Duration.ofSeconds(7_200));
    assertThat(budget.allowsCall(TENANT)).isTrue();
    assertThat(budget.figures(TENANT).closedBecause()).isEmpty();
    assertThat(budget.figures(TENANT).dayLeft()).isEmpty();
  }

  @Test
  void the_day_s_rest_and_size_survive_a_restart_and_a_day_that_is_over_is_forgotten() {
    node().take(TENANT, Priority.LIVE).end(Optional.of(answer(200, "x-daylimit-remaining", "1200")));

    assertThat(node().figures(TENANT).dayLeft()).hasValue(1_200);
    assertThat(node().figures(TENANT).day()).hasValue(5_000);
    store.database().sql().sql("UPDATE tenant_day SET said_at = said_at - 86400001").update();
    assertThat(node().figures(TENANT).dayLeft()).isEmpty();
    store
      .database()
      .sql()
      .sql(
        "UPDATE tenant_day SET calls_left = 0, said_at = said_at + 86000000, closed_until = said_at + 86100000"
      )
      .update();
    assertThat(node().figures(TENANT).dayLeft()).isEmpty();
  }

  @Test
  void the_size_of_the_day_is_told_by_what_was_seen_and_again_with_each_new_day() {
    XeroBudget budget = node();
    said(budget, 900);
    assertThat(budget.figures(TENANT).day()).hasValue(1_000);
    said(budget, 4_999);
    said(budget, 700);
    said(budget, 705);
    assertThat(budget.figures(TENANT).day()).hasValue(5_000);

    said(budget, 998);

    assertThat(budget.figures(TENANT).day()).hasValue(1_000);
  }

  private static void said(XeroBudget budget, int left) {
    budget
      .take(TENANT, Priority.LIVE)
      .end(Optional.of(answer(200, "x-daylimit-remaining", Integer.toString(left))));
  }

  @Test
  void figures_tell_calls_made_waiting_and_until_when_it_is_closed() {
    XeroBudget budget = node();
    spend(budget, 3);
    budget.take(TENANT, Priority.LIVE).giveBack();
    assertThat(meters.get("ledger.xero.calls").tag("tenant", TENANT).functionCounter().count()).isEqualTo(3);
    assertThat(meters.get("ledger.xero.closed.until").gauge().value()).isZero();

    budget
      .take(TENANT, Priority.LIVE)
      .end(Optional.of(answer(429, "x-rate-limit-problem", "minute", "retry-after", "40")));
    double until = meters.get("ledger.xero.closed.until").gauge().value();

    assertThat(until - java.time.Instant.now().getEpochSecond()).isBetween(20.0, 41.0);
    assertThat(meters.get("ledger.xero.in.flight").gauge().value()).isZero();
    assertThat(meters.get("ledger.xero.waiting").gauge().value()).isZero();
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
    return new XeroBudget(
      blocks,
      new TenantDayStore(store.database()),
      leases,
      meters,
      io.ledgerroutes.remote.TestBreakers.jmx(),
      nanos::get,
      Duration.ofSeconds(20)
    );
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
