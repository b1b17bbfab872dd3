package io.ledgerroutes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;

class BackfillTest {

  private static final int RECORDS = 2 * Backfill.PAGE + 20;

  private final PeriodRig rig = new PeriodRig(TestDatabase.h2());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void what_the_dry_run_would_make_is_fed_page_by_page_and_each_record_once() {
    long run = approved();

    work(run);

    assertThat(rig.stored()).containsExactlyElementsOf(keys(RECORDS));
    assertThat(rig.run(run).state()).isEqualTo(RunState.DONE);
    assertThat(rig.run(run).fed()).isEqualTo(RECORDS);
  }

  @Test
  void what_is_there_already_or_no_sale_or_in_a_closed_period_is_not_fed() {
    rig.books.rows = List.of(
      PeriodRig.row("1", Verdict.UNCHANGED),
      PeriodRig.row("2", Verdict.SKIPPED),
      PeriodRig.row("3", Verdict.REFUSED),
      PeriodRig.row("4", Verdict.CREATE),
      PeriodRig.row("5", Verdict.CHANGE),
      PeriodRig.row("6", Verdict.HELD)
    );
    long run = rig.backfill(rig.dryRun().id()).id();

    work(run);

    assertThat(rig.stored()).containsExactlyInAnyOrder("4", "5", "6");
  }

  @ParameterizedTest
  @ValueSource(ints = { 0, 1, 2, 3 })
  void a_node_killed_at_any_page_before_or_after_its_commit_loses_nothing_and_doubles_nothing(int page) {
    long run = approved();
    for (int done = 0; done < page; done++) {
      rig.work(run);
      rig.workedOff();
    }
    Inbox dying = spy(rig.inbox);
    doThrow(new QueryTimeoutException("killed")).when(dying).storeWithin(any());
    if (page < 3) {
      assertThatThrownBy(() -> rig.work(run, dying)).isInstanceOf(QueryTimeoutException.class);
    }

    work(run);

    assertThat(rig.stored()).containsExactlyElementsOf(keys(RECORDS));
  }

  @Test
  void two_nodes_that_feed_at_once_store_a_page_once() {
    long run = approved();
    Inbox slow = spy(rig.inbox);
    List<Outcome> outcomes = new ArrayList<>();
    org.mockito.Mockito.doAnswer(storing -> {
      outcomes.add(rig.work(run));
      return null;
    })
      .when(slow)
      .announce(any());

    outcomes.add(rig.work(run, slow));
    rig.workedOff();
    work(run);

    assertThat(rig.stored()).containsExactlyElementsOf(keys(RECORDS));
  }

  @Test
  void it_waits_for_its_window_by_the_clock_of_the_window_s_zone() {
    rig.window("01:00-05:00 Pacific/Auckland");
    long run = approved();

    // 00:50 in Auckland.
    rig.now = Instant.parse("2026-11-21T11:50:00Z");
    Outcome early = rig.work(run);
    assertThat(early).isEqualTo(
      Outcome.Retry.later("waits for its window 01:00-05:00 Pacific/Auckland", Duration.ofMinutes(10))
    );
    assertThat(rig.stored()).isEmpty();
    assertThat(rig.run(run).state()).isEqualTo(RunState.WAITING);
    assertThat(rig.run(run).reason()).startsWith("waits for its window");

    rig.now = Instant.parse("2026-11-21T12:00:00Z");
    rig.work(run);
    assertThat(rig.stored()).hasSize(Backfill.PAGE);
    assertThat(rig.run(run).state()).isEqualTo(RunState.RUNNING);
    rig.workedOff();

    rig.now = Instant.parse("2026-11-21T16:00:00Z");
    assertThat(((Outcome.Retry) rig.work(run)).after()).isEqualTo(Duration.ofHours(1));
    assertThat(rig.stored()).hasSize(Backfill.PAGE);
  }

  @Test
  void at_once_does_not_wait_for_the_window() {
    rig.window("01:00-05:00 Pacific/Auckland");
    rig.say(RECORDS, Verdict.CREATE);
    long run = rig.runs
      .backfill(rig.connection(), PeriodRig.MARCH, rig.dryRun().id(), true, "olga", null)
      .id();
    rig.now = Instant.parse("2026-11-21T20:00:00Z");

    rig.work(run);

    assertThat(rig.stored()).hasSize(Backfill.PAGE);
  }

  @Test
  void it_waits_while_messages_are_on_their_way_or_the_day_is_short() {
    long run = approved();
    rig.work(run);
    rig.work(run);
    rig.work(run);
    assertThat(rig.stored()).as("a third page would be too much at once").hasSize(2 * Backfill.PAGE);
    assertThat(rig.run(run).reason()).startsWith("waits: ").contains("on their way");

    rig.workedOff();
    rig.books.busy = java.util.Optional.of("the day's calls run short");
    rig.work(run);
    assertThat(rig.stored()).hasSize(2 * Backfill.PAGE);
    assertThat(rig.run(run).reason()).isEqualTo("waits: the day's calls run short");

    rig.books.busy = java.util.Optional.empty();
    work(run);
    assertThat(rig.stored()).hasSize(RECORDS);
  }

  @Test
  void it_stops_when_the_settings_change_under_it() {
    long run = approved();
    rig.work(run);
    rig.settings("hash-2");

    Outcome outcome = rig.work(run);

    assertThat(outcome).isInstanceOf(Outcome.Skipped.class);
    assertThat(outcome.reason()).contains("the settings changed since dry run");
    assertThat(rig.run(run).state()).isEqualTo(RunState.STOPPED);
    assertThat(rig.stored()).hasSize(Backfill.PAGE);
  }

  @Test
  void old_days_are_open_only_once_their_backfill_is_approved() {
    BackfillPeriods periods = new BackfillPeriods(rig.store);
    rig.say(1, Verdict.CREATE);
    Run dryRun = rig.dryRun();
    assertThat(periods.approved(PeriodRig.CONNECTION, LocalDate.of(2026, 3, 1))).isFalse();

    rig.backfill(dryRun.id());

    assertThat(periods.approved(PeriodRig.CONNECTION, LocalDate.of(2026, 3, 1))).isTrue();
    assertThat(periods.approved(PeriodRig.CONNECTION, LocalDate.of(2026, 3, 31))).isTrue();
    assertThat(periods.approved(PeriodRig.CONNECTION, LocalDate.of(2026, 2, 28))).isFalse();
    assertThat(periods.approved(PeriodRig.CONNECTION, LocalDate.of(2026, 4, 1))).isFalse();
    assertThat(periods.approved("another-shop", LocalDate.of(2026, 3, 1))).isFalse();
  }

  @Test
  void it_tells_how_what_it_fed_stands() {
    long run = approved();
    rig.work(run);

    Runs.Shown shown = rig.runs.shown(rig.connection(), rig.run(run));

    assertThat(shown.due()).isEqualTo(RECORDS);
    assertThat(shown.messages()).containsExactlyEntriesOf(
      java.util.Map.of(MessageState.RECEIVED, (long) Backfill.PAGE)
    );
  }

  private long approved() {
    rig.say(RECORDS, Verdict.CREATE);
    return rig.backfill(rig.dryRun().id()).id();
  }

  /** Works until it ends, whatever it fed being worked off meanwhile. */
  private void work(long run) {
    for (int pass = 0; pass < 20 && rig.run(run).state() != RunState.DONE; pass++) {
      rig.work(run);
      rig.workedOff();
    }
  }

  private static List<String> keys(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }
}
