package io.ledgerroutes.posting;

import static io.ledgerroutes.posting.PostingBench.TENANT;
import static io.ledgerroutes.posting.PostingBench.draft;
import static io.ledgerroutes.posting.PostingBench.drafts;
import static io.ledgerroutes.posting.PostingBench.first;
import static io.ledgerroutes.posting.PostingBench.number;
import static io.ledgerroutes.posting.PostingBench.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.posting.NumberlessRemote.Fault;
import io.ledgerroutes.posting.Posted.How;
import io.ledgerroutes.posting.Posted.Linked;
import io.ledgerroutes.posting.Posted.NotLinked;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How a document comes to stand at its target exactly once (DESIGN, rules 4 and 5). */
class PostingTest {

  private static final String STORES = "io.ledgerroutes.posting.PostingBench#onEachStore";
  private static final Duration KEY_IS_GONE = Duration.ofMinutes(7);

  // The plain way

  @ParameterizedTest
  @MethodSource(STORES)
  void a_new_document_is_written_once_and_known_afterwards(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      assertThat(how(bench.bring(first(3)), 0)).isEqualTo(How.WRITTEN);

      assertThat(how(bench.bring(first(3)), 0)).isEqualTo(How.KNOWN);
      assertThat(bench.remote.writes()).containsExactly(3);
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void more_than_a_request_takes_goes_in_several(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.takeAtMost(4);

      allLinked(bench.bring(first(10)));

      assertThat(bench.remote.writes()).containsExactly(4, 4, 2);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_refused_element_is_dead_with_the_remotes_words_and_the_others_are_written(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      Draft bad = draft(1, "ten");
      bad.body().put("refuse", true);

      Map<SourceRef, Posted> posted = bench.bring(List.of(draft(0, "1.00"), bad, draft(2, "2.00")));

      assertThat(outcome(posted, 1)).isEqualTo(new Outcome.Dead("the amount is not a number"));
      assertThat(how(posted, 0)).isEqualTo(How.WRITTEN);
      assertThat(how(posted, 2)).isEqualTo(How.WRITTEN);
    }
  }

  // The first answer is unknown

  @ParameterizedTest
  @MethodSource(STORES)
  void while_the_key_lives_the_same_bytes_are_sent_again_under_it(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      assertThat(blame(bench.bring(first(2)), 0)).isEqualTo(Blame.NONE);
      bench.passes(Duration.ofMinutes(4));

      // What the source is now plays no part: the bytes are those of the first time.
      Map<SourceRef, Posted> posted = bench.bring(List.of(draft(0, "99.00"), draft(1, "99.00")));

      assertThat(how(posted, 0)).isEqualTo(How.WRITTEN);
      assertThat(bench.remote.keysHeard()).hasSize(2).containsOnly(bench.remote.keysHeard().getFirst());
      assertThat(bench.remote.requestsHeard().get(1)).isEqualTo(bench.remote.requestsHeard().get(0));
      assertThat(bench.remote.looks()).isZero();
      assertThat(bench.remote.documents())
        .extracting(NumberlessRemote.Document::amount)
        .containsOnly("10.00");
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void when_the_key_may_be_gone_the_remote_is_looked_at_and_what_it_wrote_is_adopted(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(2));
      bench.passes(KEY_IS_GONE);

      Map<SourceRef, Posted> posted = bench.bring(first(2));

      assertThat(how(posted, 0)).isEqualTo(How.ADOPTED);
      assertThat(bench.remote.writes()).containsExactly(2);
      assertThat(bench.remote.looks()).isEqualTo(1);
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void from_five_minutes_on_the_key_counts_as_gone(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(1));
      bench.passes(Duration.ofMinutes(5).plusSeconds(1));

      assertThat(how(bench.bring(first(1)), 0)).isEqualTo(How.ADOPTED);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_is_not_found_is_written_as_the_source_is_now_under_a_new_key(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.TIMEOUT);
      bench.bring(first(3));
      bench.passes(KEY_IS_GONE);

      allLinked(bench.bring(List.of(draft(0, "11.00"), draft(1, "11.00"), draft(2, "11.00"))));

      assertThat(bench.remote.documents())
        .extracting(NumberlessRemote.Document::amount)
        .containsExactly("11.00", "11.00", "11.00");
      assertThat(bench.remote.keysHeard()).doesNotHaveDuplicates();
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_lone_document_whose_process_died_before_the_write_is_written_without_blame(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      diesAt("before the write", bench, first(1));
      bench.passes(KEY_IS_GONE);

      assertThat(how(bench.bring(first(1)), 0)).isEqualTo(How.WRITTEN);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = { "TOO_MANY_REQUESTS", "UNAUTHORISED", "CONNECTION_REFUSED" })
  void a_repeat_that_is_turned_away_does_not_make_the_first_write_forgotten(Fault turnedAway) {
    try (PostingBench bench = PostingBench.onEachStore().findFirst().orElseThrow().getPayload().get()) {
      bench.remote.failNext(Fault.ANSWER_LOST, turnedAway);
      bench.bring(first(2));
      assertThat(blame(bench.bring(first(2)), 0)).isEqualTo(Blame.NONE);

      allLinked(bench.bring(first(2)));

      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = { "TOO_MANY_REQUESTS", "UNAUTHORISED", "CONNECTION_REFUSED" })
  void a_first_write_that_is_turned_away_leaves_nothing_to_find_out(Fault turnedAway) {
    try (PostingBench bench = PostingBench.onEachStore().findFirst().orElseThrow().getPayload().get()) {
      bench.remote.failNext(turnedAway);

      assertThat(blame(bench.bring(first(2)), 0)).isEqualTo(Blame.NONE);

      assertThat(bench.openIntents()).isZero();
      assertThat(bench.remote.probes()).isZero();
    }
  }

  // A failure as a whole

  @ParameterizedTest
  @MethodSource(STORES)
  void after_a_500_that_wrote_all_the_same_everything_is_found_and_adopted_in_the_same_pass(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ERROR_AFTER);

      Map<SourceRef, Posted> posted = bench.bring(first(5));

      allLinked(posted);
      assertThat(how(posted, 4)).isEqualTo(How.ADOPTED);
      assertThat(bench.remote.writes()).containsExactly(5);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_replayed_500_is_not_believed_but_looked_into(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      // The 500 was given to a process that died before it heard it; its successor hears the replay.
      bench.remote.failNext(Fault.ERROR_AFTER);
      Steps steps = Steps.dyingAt(3);
      assertThatThrownBy(() -> bench.process(steps).bring(TENANT, bench.remote, first(2))).isInstanceOf(
        Steps.Crash.class
      );

      Map<SourceRef, Posted> posted = bench.bring(first(2));

      assertThat(how(posted, 0)).isEqualTo(How.ADOPTED);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void an_answer_with_the_wrong_number_of_elements_is_looked_into(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.WRONG_COUNT);

      allLinked(bench.bring(first(5)));

      assertThat(bench.remote.doubles()).isEmpty();
      assertThat(bench.remote.looks()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_request_that_fails_is_halved_until_the_poison_stands_alone(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.choke(number(17));

      Map<SourceRef, Posted> posted = bench.bring(first(50));

      assertThat(blame(posted, 17)).isEqualTo(Blame.RECORD);
      assertThat(outcome(posted, 17).reason()).contains("the remote fails on this record");
      IntStream.range(0, 50)
        .filter(id -> id != 17)
        .forEach(id -> assertThat(how(posted, id)).isEqualTo(How.WRITTEN));
      assertThat(bench.remote.documents()).hasSize(49);
      assertThat(bench.remote.doubles()).isEmpty();
      // Halves: two writes a level, never one an element.
      assertThat(bench.remote.writes()).hasSizeLessThanOrEqualTo(13);
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void three_poisons_are_told_apart_in_one_pass(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.choke(number(0), number(17), number(49));

      Map<SourceRef, Posted> posted = bench.bring(first(50));

      assertThat(posted.values().stream().filter(NotLinked.class::isInstance)).hasSize(3);
      assertThat(bench.remote.documents()).hasSize(47);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_record_that_cannot_be_looked_for_is_blamed_and_not_written_and_the_others_go_on(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(8));
      bench.passes(Duration.ofMinutes(6));
      bench.remote.chokeOnLooksFor(PostingBench.number(3), PostingBench.number(6));

      // The record of another batch is looked for with them, and cannot be found out either.
      Map<SourceRef, Posted> posted = bench.bring(drafts(0, 1, 2, 3, 4, 5));

      assertThat(how(posted, 0)).isEqualTo(How.ADOPTED);
      assertThat(how(posted, 5)).isEqualTo(How.ADOPTED);
      assertThat(blame(posted, 3)).isEqualTo(Blame.RECORD);
      assertThat(outcome(posted, 3).reason()).contains("the remote fails on this record");

      bench.remote.chokeOnLooksFor();
      allLinked(bench.bring(drafts(3, 6)));
      assertThat(bench.remote.doubles()).isEmpty();
      assertThat(bench.remote.documents()).hasSize(8);
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void while_the_remote_is_down_no_look_is_split(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(8));
      bench.passes(Duration.ofMinutes(6));
      bench.remote.down();
      int looksBefore = bench.remote.looks();

      assertThatThrownBy(() -> bench.bring(first(8))).isInstanceOf(RemoteFailure.class);

      assertThat(bench.remote.looks()).isEqualTo(looksBefore);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void while_the_remote_is_down_nobody_is_blamed_and_nothing_is_split(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.down();

      Map<SourceRef, Posted> posted = bench.bring(first(8));

      IntStream.range(0, 8).forEach(id -> assertThat(blame(posted, id)).isEqualTo(Blame.NONE));
      assertThat(outcome(posted, 0).reason()).contains("the remote is down");
      assertThat(bench.remote.writes()).containsExactly(8);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_lone_document_that_met_a_remote_that_was_down_is_written_without_blame_when_it_is_up(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.remote.down();
      assertThat(blame(bench.bring(first(1)), 0)).isEqualTo(Blame.NONE);
      // Still down: the look before the next write is refused as well.
      assertThatThrownBy(() -> bench.bring(first(1))).isInstanceOf(RemoteFailure.class);
      bench.remote.upAgain();

      assertThat(how(bench.bring(first(1)), 0)).isEqualTo(How.WRITTEN);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_document_that_never_gets_an_answer_from_a_remote_that_is_up_is_blamed_in_the_end(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.TIMEOUT, Fault.TIMEOUT);
      assertThat(blame(bench.bring(first(1)), 0)).isEqualTo(Blame.NONE);
      assertThat(blame(bench.bring(first(1)), 0)).isEqualTo(Blame.NONE);
      bench.passes(KEY_IS_GONE);

      assertThat(blame(bench.bring(first(1)), 0)).isEqualTo(Blame.RECORD);

      assertThat(how(bench.bring(first(1)), 0)).isEqualTo(How.WRITTEN);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  // Adoption

  @ParameterizedTest
  @MethodSource(STORES)
  void what_is_adopted_equals_what_was_sent_and_not_the_source_as_it_is_now(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(1));
      bench.passes(KEY_IS_GONE);

      Map<SourceRef, Posted> posted = bench.bring(List.of(draft(0, "12.00")));

      assertThat(how(posted, 0)).isEqualTo(How.ADOPTED);
      // The source's change is then an ordinary difference between link and source.
      assertThat(
        bench.links.find(source(0), NumberlessRemote.TYPE).orElseThrow().sourceProjection()
      ).isEqualTo("source of 10.00");
      assertThat(bench.remote.documents()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_found_document_that_was_voided_is_held(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(1));
      bench.remote.voidAll(number(0));
      bench.passes(KEY_IS_GONE);

      assertThat(outcome(bench.bring(first(1)), 0)).isInstanceOfSatisfying(Outcome.Held.class, held ->
        assertThat(held.reason()).contains("voided or deleted")
      );
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_found_document_that_a_person_changed_is_held(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(1));
      bench.remote.change(number(0), "10.01");
      bench.passes(KEY_IS_GONE);

      assertThat(outcome(bench.bring(first(1)), 0)).isInstanceOfSatisfying(Outcome.Held.class, held ->
        assertThat(held.reason()).contains("differs from what was meant")
      );
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_was_found_different_stays_held_when_it_is_replayed(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(2));
      bench.remote.change(number(0), "10.01");
      bench.passes(KEY_IS_GONE);
      bench.bring(first(2));

      assertThat(outcome(bench.bring(first(2)), 0)).isInstanceOf(Outcome.Held.class);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_another_batch_finds_different_is_not_written_again_in_its_own(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(2));
      bench.remote.change(number(1), "10.01");
      bench.passes(KEY_IS_GONE);
      allLinked(bench.bring(drafts(0)));

      assertThat(outcome(bench.bring(drafts(1)), 1)).isInstanceOf(Outcome.Held.class);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void another_records_document_is_held_and_never_adopted(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.keepNumbersUnique();
      bench.bring(first(1));
      Draft sameNumber = new Draft(
        new SourceRef("other-shop", "charge", "0"),
        number(0),
        NumberlessRemote.body(number(0), "10.00"),
        NumberlessRemote.projectionOf(number(0), "10.00"),
        "-"
      );

      Posted posted = bench.bring(List.of(sameNumber)).get(sameNumber.source());

      assertThat(((NotLinked) posted).outcome()).isInstanceOfSatisfying(Outcome.Held.class, held ->
        assertThat(held.reason()).contains("the document of another record")
      );
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_taken_number_is_looked_up_and_adopted_if_it_is_what_we_meant(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.keepNumbersUnique();
      bench.bring(first(3));
      forgetLinksAndIntents(bench);

      Map<SourceRef, Posted> posted = bench.bring(
        List.of(draft(0, "10.00"), draft(1, "77.00"), draft(3, "5.00"))
      );

      assertThat(how(posted, 0)).isEqualTo(How.ADOPTED);
      assertThat(outcome(posted, 1)).isInstanceOf(Outcome.Held.class);
      assertThat(how(posted, 3)).isEqualTo(How.WRITTEN);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void an_intent_that_holds_elements_of_another_batch_links_them_too(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(first(4));

      Map<SourceRef, Posted> posted = bench.bring(drafts(2));

      assertThat(posted).containsOnlyKeys(source(2));
      assertThat(
        bench.links.find(first(4).stream().map(Draft::source).toList(), NumberlessRemote.TYPE)
      ).hasSize(4);
      bench.bring(first(4));
      assertThat(bench.remote.doubles()).isEmpty();
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void elements_of_another_batch_that_were_never_written_are_written_in_their_own(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.TIMEOUT);
      bench.bring(first(4));
      bench.passes(KEY_IS_GONE);
      allLinked(bench.bring(drafts(2)));

      allLinked(bench.bring(first(4)));

      assertThat(bench.remote.documents()).hasSize(4);
      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  // The lease

  @ParameterizedTest
  @MethodSource(STORES)
  void a_lease_lost_before_the_intent_is_on_disk_writes_nothing(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.loseLeaseAtCommit();

      assertThatThrownBy(() -> bench.bring(first(2))).isInstanceOf(LeaseLost.class);

      assertThat(bench.remote.writes()).isEmpty();
      assertThat(bench.intents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_lease_lost_between_intent_and_write_writes_nothing(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      org.mockito.Mockito.doAnswer(call -> {
        org.mockito.Mockito.doThrow(new LeaseLost(TENANT))
          .when(bench.leases)
          .require(org.mockito.ArgumentMatchers.anyString(), org.mockito.ArgumentMatchers.any());
        return null;
      })
        .when(bench.leases)
        .confirm(org.mockito.ArgumentMatchers.any());

      assertThatThrownBy(() -> bench.bring(first(2))).isInstanceOf(LeaseLost.class);

      assertThat(bench.openIntents()).isEqualTo(1);
      assertThat(bench.remote.writes()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_lease_lost_between_write_and_link_leaves_the_links_to_the_next_owner(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.beforeEachWrite(bench::loseLeaseAtCommit);
      assertThatThrownBy(() -> bench.bring(first(2))).isInstanceOf(LeaseLost.class);
      assertThat(bench.links.find(source(0), NumberlessRemote.TYPE)).isEmpty();
      bench.remote.beforeEachWrite(() -> {});
      bench.holdLeaseAgain();

      allLinked(bench.bring(first(2)));

      assertThat(bench.remote.doubles()).isEmpty();
    }
  }

  // What the tests read

  private static void diesAt(String where, PostingBench bench, List<Draft> drafts) {
    for (int step = 1; ; step++) {
      Steps steps = Steps.dyingAt(step);
      assertThatThrownBy(() -> bench.process(steps).bring(TENANT, bench.remote, drafts)).isInstanceOf(
        Steps.Crash.class
      );
      if (steps.where().equals(where)) {
        return;
      }
    }
  }

  private static void forgetLinksAndIntents(PostingBench bench) {
    List.of("link", "intent_element", "intent").forEach(table ->
      bench.db.database().sql().sql("DELETE FROM " + table).update()
    );
  }

  private static void allLinked(Map<SourceRef, Posted> posted) {
    assertThat(posted).isNotEmpty();
    assertThat(posted.values()).allSatisfy(each -> assertThat(each).isInstanceOf(Linked.class));
  }

  private static How how(Map<SourceRef, Posted> posted, int id) {
    assertThat(posted.get(source(id))).isInstanceOf(Linked.class);
    return ((Linked) posted.get(source(id))).how();
  }

  private static Outcome outcome(Map<SourceRef, Posted> posted, int id) {
    assertThat(posted.get(source(id))).isInstanceOf(NotLinked.class);
    return ((NotLinked) posted.get(source(id))).outcome();
  }

  private static Blame blame(Map<SourceRef, Posted> posted, int id) {
    assertThat(outcome(posted, id)).isInstanceOf(Outcome.Retry.class);
    return ((Outcome.Retry) outcome(posted, id)).blame();
  }
}
