package io.ledgerroutes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The same promises on both databases. */
abstract class LooksTest {

  private final PeriodRig rig;
  private final AuditTrail audit;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  LooksTest(TestDatabase db) {
    rig = new PeriodRig(db);
    audit = new AuditTrail(new AuditStore(db.database()));
  }

  @Nested
  static class OnH2 extends LooksTest {

    OnH2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  static class OnPostgres extends LooksTest {

    OnPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @AfterEach
  void close() {
    goOn.countDown();
    rig.close();
  }

  private void takeTime() {
    rig.books.meanwhile = () -> {
      begun.countDown();
      try {
        assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private Run start(RunKind kind) throws InterruptedException {
    Run run = rig.looks.start(rig.connection(), kind, PeriodRig.MARCH, "olga");
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    return run;
  }

  private void ended(Run run, RunState state) {
    await()
      .atMost(Duration.ofSeconds(60))
      .untilAsserted(() -> assertThat(rig.run(run.id()).state()).isEqualTo(state));
  }

  private AuditEntry newestEntry() {
    return audit.find(AuditQuery.newest(1)).stream().map(AuditRow::entry).findFirst().orElse(null);
  }

  /** As if its node had said nothing for that long. */
  private void silentFor(Duration span) {
    rig.db
      .database()
      .sql()
      .sql("UPDATE run SET updated_at = updated_at - ?")
      .params(span.toMillis())
      .update();
  }

  @Test
  void of_backfills_of_the_same_days_that_are_asked_for_at_once_one_is_taken() {
    rig.books.rows = List.of(PeriodRig.row("1042", Verdict.CREATE));
    long dryRun = rig.dryRun().id();

    List<CompletableFuture<Boolean>> asked = Stream.generate(() ->
      CompletableFuture.supplyAsync(() -> {
        try {
          rig.backfill(dryRun);
          return true;
        } catch (RunRefused refused) {
          assertThat(refused).hasMessageContaining("is not finished");
          return false;
        }
      })
    )
      .limit(6)
      .toList();

    assertThat(
      asked
        .stream()
        .map(CompletableFuture::join)
        .filter(taken -> taken)
    ).hasSize(1);
    assertThat(rig.store.openBackfills(PeriodRig.CONNECTION)).hasSize(1);
  }

  @Test
  void a_look_is_begun_and_not_waited_for_and_tells_when_it_has_ended() throws Exception {
    takeTime();
    rig.say(3, Verdict.CREATE);

    Run run = start(RunKind.DRY_RUN);

    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(rig.runs.shown(rig.connection(), run).tabs()).isEmpty();
    assertThat(newestEntry()).isNull();
    goOn.countDown();
    ended(run, RunState.DONE);
    assertThat(rig.runs.shown(rig.connection(), run).tabs()).isNotEmpty();
    assertThat(rig.store.rowCount(run.id())).isEqualTo(3);
    assertThat(newestEntry().detail()).containsEntry("verdicts", "{CREATE=3}");
  }

  @Test
  void a_connection_is_looked_at_by_one_at_a_time_on_whichever_node() throws Exception {
    takeTime();
    Run run = start(RunKind.RECONCILE);

    try (Looks otherNode = rig.looks()) {
      assertThatThrownBy(() -> otherNode.dryRun(rig.connection(), PeriodRig.MARCH, "kim"))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("under way");
      assertThat(rig.runs.newest(PeriodRig.CONNECTION, null, 10)).hasSize(1);
      goOn.countDown();
      ended(run, RunState.DONE);
      assertThat(otherNode.dryRun(rig.connection(), PeriodRig.MARCH, "kim").state()).isEqualTo(RunState.DONE);
    }
  }

  @Test
  void a_look_that_fails_says_why_and_makes_room_for_another() throws Exception {
    rig.books.meanwhile = () -> {
      begun.countDown();
      throw new TooLarge(30_000, 20_000);
    };

    Run run = start(RunKind.DRY_RUN);

    ended(run, RunState.STOPPED);
    assertThat(rig.run(run.id()).reason()).contains("30000 records").contains("choose a shorter period");
    assertThat(newestEntry().outcome()).isEqualTo("stopped");
    rig.books.meanwhile = () -> {};
    assertThat(rig.dryRun().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void what_nobody_expected_is_told_without_its_words() throws Exception {
    rig.books.meanwhile = () -> {
      begun.countDown();
      throw new IllegalStateException("secret-token");
    };

    Run run = start(RunKind.DRY_RUN);

    ended(run, RunState.STOPPED);
    assertThat(rig.run(run.id()).reason()).contains("failed inside").doesNotContain("secret-token");
  }

  @Test
  void a_run_whose_node_is_silent_is_ended_and_what_that_node_finds_is_not_kept() throws Exception {
    takeTime();
    rig.say(3, Verdict.CREATE);
    CompletableFuture<Run> look = CompletableFuture.supplyAsync(rig::dryRun);
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    Run run = rig.runs.newest(PeriodRig.CONNECTION, null, 1).getFirst();
    try (Looks otherNode = rig.looks()) {
      silentFor(Looks.SILENT.minusSeconds(20));
      otherNode.endSilent();
      assertThat(rig.run(run.id()).state()).as("it was heard of lately").isEqualTo(RunState.RUNNING);

      silentFor(Looks.SILENT);
      otherNode.endSilent();

      assertThat(rig.run(run.id()).state()).isEqualTo(RunState.STOPPED);
      assertThat(rig.run(run.id()).reason()).contains("node that was at it has ended");
      assertThatThrownBy(() -> rig.backfill(run.id())).hasMessageContaining("found nothing yet");
      goOn.countDown();
      assertThatThrownBy(look::get).hasMessageContaining("was ended before this node had finished it");
      assertThat(rig.store.rowCount(run.id())).isZero();
    }
  }

  @Test
  void a_node_that_is_stopped_ends_what_it_was_at() throws Exception {
    takeTime();
    Run run = start(RunKind.RECONCILE);

    rig.looks.close();

    assertThat(rig.run(run.id()).state()).isEqualTo(RunState.STOPPED);
    assertThat(rig.run(run.id()).reason()).contains("was stopped");
  }

  @Test
  void whoever_is_at_a_run_is_heard_of() throws Exception {
    takeTime();
    Run run = start(RunKind.RECONCILE);
    silentFor(Duration.ofSeconds(40));

    await()
      .atMost(Duration.ofSeconds(60))
      .until(() -> rig.run(run.id()).updatedAt().isAfter(run.startedAt().minusSeconds(5)));
  }

  @Test
  void a_period_is_brought_over_by_one_backfill_at_a_time() {
    rig.say(2, Verdict.CREATE);
    Run dryRun = rig.dryRun();
    Run first = rig.backfill(dryRun.id());

    assertThatThrownBy(() -> rig.backfill(dryRun.id()))
      .isInstanceOf(RunRefused.class)
      .hasMessageContaining("Backfill " + first.id())
      .hasMessageContaining("not finished");

    List<Run> backfills = new ArrayList<>(rig.runs.backfillsOf(dryRun));
    assertThat(backfills).extracting(Run::id).containsExactly(first.id());
    assertThat(rig.runs.due(dryRun)).isEqualTo(2);
  }

  @Test
  void what_would_be_queued_is_shown_before_with_its_sums() {
    rig.books.rows = List.of(
      PeriodRig.row("1", Verdict.MISSING),
      PeriodRig.row("1", Verdict.MISSING),
      PeriodRig.row("2", Verdict.MATCHED),
      PeriodRig.row("3", Verdict.MISSING)
    );
    Run run = rig.looks.reconcile(rig.connection(), PeriodRig.MARCH, "olga");

    Runs.Missing before = rig.runs.missing(rig.connection(), run.id());
    rig.runs.queue(rig.connection(), run.id(), "olga", "found by hand");
    Runs.Missing after = rig.runs.missing(rig.connection(), run.id());

    assertThat(before.rows()).extracting(Row::key).containsExactly("1", "3");
    assertThat(before.totals()).hasToString("{AUD=22.00}");
    assertThat(before.waiting()).isZero();
    assertThat(after.rows()).isEmpty();
    assertThat(after.waiting()).isEqualTo(2);
    assertThat(newestEntry().reason()).isEqualTo("found by hand");
  }
}
