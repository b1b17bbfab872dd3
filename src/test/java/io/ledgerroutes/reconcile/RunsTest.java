package io.ledgerroutes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTest {

  private final PeriodRig rig = new PeriodRig(TestDatabase.h2());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_dry_run_is_kept_with_its_sums_and_rows_and_audited_without_names() {
    rig.say(3, Verdict.CREATE);

    Run run = rig.dryRun();

    Runs.Shown shown = rig.runs.shown(rig.connection(), run);
    assertThat(shown.tabs().getFirst().sums().getFirst().values()).containsEntry("verdict", "CREATE");
    assertThat(shown.tabs().getFirst().sums().getFirst().values().get("count")).hasToString("3");
    assertThat(shown.notes()).containsExactly("a note");
    List<Row> rows = new ArrayList<>();
    rig.runs.each(run.id(), row -> true, rows::add);
    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst()).isEqualTo(PeriodRig.row("1", Verdict.CREATE).in(List.of("summary/CREATE")));
    assertThat(run.by()).isEqualTo("olga");
    assertThat(rig.books.readAgain).as("lock dates are read again").isEqualTo(1);
    AuditTrail audit = new AuditTrail(new AuditStore(rig.db.database()));
    assertThat(audit.find(AuditQuery.newest(10)))
      .singleElement()
      .satisfies(row -> {
        assertThat(row.entry().action()).isEqualTo("dry-run");
        assertThat(row.entry().actor()).isEqualTo("olga");
        assertThat(row.entry().detail()).containsEntry("verdicts", "{CREATE=3}");
        assertThat(row.entry().toString()).doesNotContain("Jo Doe");
      });
  }

  @Test
  void names_are_on_disk_only_sealed() {
    rig.say(1, Verdict.CREATE);
    rig.dryRun();

    byte[] content = rig.db
      .database()
      .sql()
      .sql("SELECT content FROM run_row")
      .query((row, number) -> row.getBytes(1))
      .single();
    byte[] report = rig.db
      .database()
      .sql()
      .sql("SELECT report FROM run")
      .query((row, number) -> row.getBytes(1))
      .single();

    assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("Doe");
    assertThat(new String(report, StandardCharsets.UTF_8)).contains("CREATE").doesNotContain("Doe");
  }

  @Test
  void a_run_whose_rows_are_gone_keeps_its_sums_and_is_no_ground_for_a_backfill() {
    rig.say(2, Verdict.CREATE);
    Run old = rig.dryRun();
    rig.db.database().sql().sql("DELETE FROM run_row").update();

    assertThat(rig.store.rowCount(old.id())).isZero();
    assertThat(rig.runs.shown(rig.connection(), old).tabs()).isNotEmpty();
    assertThatThrownBy(() -> rig.backfill(old.id()))
      .isInstanceOf(RunRefused.class)
      .hasMessageContaining("too old");
  }

  @Test
  void a_backfill_needs_the_dry_run_of_its_period_with_the_present_settings() {
    rig.say(1, Verdict.CREATE);
    Run dryRun = rig.dryRun();
    Run compared = rig.looks.reconcile(rig.connection(), PeriodRig.MARCH, "olga");

    assertThatThrownBy(() -> rig.backfill(dryRun.id() + 100)).hasMessageContaining("is no dry run");
    assertThatThrownBy(() -> rig.backfill(compared.id())).hasMessageContaining("is no dry run");
    Period longer = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1));
    assertThatThrownBy(() -> rig.runs.backfill(rig.connection(), longer, dryRun.id(), false, "olga", null))
      .isInstanceOf(RunRefused.class)
      .hasMessageContaining("was of 2026-03-01 to 2026-03-31");
    rig.settings("hash-2");
    assertThatThrownBy(() -> rig.backfill(dryRun.id()))
      .isInstanceOf(RunRefused.class)
      .hasMessageContaining("settings changed since");
    assertThat(rig.runs.newest(PeriodRig.CONNECTION, null, 10))
      .extracting(Run::kind)
      .containsExactly(RunKind.RECONCILE, RunKind.DRY_RUN);
  }

  @Test
  void what_a_comparison_misses_is_queued_once_and_nothing_else() {
    rig.books.rows = List.of(
      PeriodRig.row("1", Verdict.MISSING),
      PeriodRig.row("1", Verdict.MISSING),
      PeriodRig.row("2", Verdict.HELD),
      PeriodRig.row("3", Verdict.MATCHED),
      PeriodRig.row("4", Verdict.MISSING)
    );
    Run compared = rig.looks.reconcile(rig.connection(), PeriodRig.MARCH, "olga");

    assertThat(rig.runs.queue(rig.connection(), compared.id(), "olga", null)).isEqualTo(2);
    assertThat(rig.runs.queue(rig.connection(), compared.id(), "olga", null))
      .as("they wait already")
      .isZero();

    assertThat(rig.stored()).containsExactly("1", "4");
  }

  @Test
  void what_a_person_must_decide_is_held_once_although_no_message_told_of_it() {
    rig.books.holds = List.of(new Report.Hold("7", "Refund 55 was deleted in the shop"));

    rig.looks.reconcile(rig.connection(), PeriodRig.MARCH, "olga");
    rig.looks.reconcile(rig.connection(), PeriodRig.MARCH, "olga");

    assertThat(rig.stored()).containsExactly("7");
    assertThat(rig.messages.lastOf(PeriodRig.CONNECTION, PeriodRig.FLOW, List.of("7", "8")))
      .containsOnlyKeys("7")
      .hasEntrySatisfying("7", message -> {
        assertThat(message.state()).isEqualTo(MessageState.HELD);
        assertThat(message.reason()).isEqualTo("Refund 55 was deleted in the shop");
      });
  }

  @Test
  void all_of_it_is_the_same_on_postgresql() {
    try (PeriodRig other = new PeriodRig(TestDatabase.postgres())) {
      other.say(60, Verdict.CREATE);
      Run backfill = other.backfill(other.dryRun().id());
      for (int pass = 0; pass < 5; pass++) {
        other.work(backfill.id());
        other.workedOff();
      }
      other.books.holds = List.of(new Report.Hold("61", "decide"));
      other.say(1, Verdict.MISSING);
      Run compared = other.looks.reconcile(other.connection(), PeriodRig.MARCH, "olga");

      assertThat(other.run(backfill.id()).state()).isEqualTo(RunState.DONE);
      assertThat(other.run(backfill.id()).fed()).isEqualTo(60);
      assertThat(other.runs.shown(other.connection(), other.run(backfill.id())).messages()).containsEntry(
        MessageState.DONE,
        60L
      );
      assertThat(other.store.approved(PeriodRig.CONNECTION, LocalDate.of(2026, 3, 5))).isTrue();
      assertThat(other.runs.queue(other.connection(), compared.id(), "olga", null)).isEqualTo(1);
      assertThat(other.stored()).hasSize(62);
      assertThat(other.runs.newest(PeriodRig.CONNECTION, null, 10)).hasSize(3);
    }
  }

  @Test
  void rows_come_in_parts_and_those_of_one_sum_alone() {
    rig.say(7, Verdict.CREATE);
    Run run = rig.dryRun();

    Runs.Rows first = rig.runs.rows(run.id(), row -> !row.key().equals("2"), 0, 4);
    Runs.Rows rest = rig.runs.rows(run.id(), row -> !row.key().equals("2"), first.next(), 4);

    assertThat(first.rows()).extracting(Row::key).containsExactly("1", "3", "4", "5");
    assertThat(rest.rows()).extracting(Row::key).containsExactly("6", "7");
    assertThat(rest.next()).isNull();
    assertThat(rig.runs.rows(run.id(), row -> row.sums().contains("summary/CREATE"), 0, 10).rows()).hasSize(
      7
    );
  }

  @Test
  void a_period_ends_after_it_begins() {
    assertThatThrownBy(() -> new Period(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 1)))
      .isInstanceOf(IllegalArgumentException.class)
      .hasMessageContaining("before it begins");
  }
}
