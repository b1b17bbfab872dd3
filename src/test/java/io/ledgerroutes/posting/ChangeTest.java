package io.ledgerroutes.posting;

import static io.ledgerroutes.posting.PostingBench.TENANT;
import static io.ledgerroutes.posting.PostingBench.drafts;
import static io.ledgerroutes.posting.PostingBench.first;
import static io.ledgerroutes.posting.PostingBench.number;
import static io.ledgerroutes.posting.PostingBench.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.posting.NumberlessRemote.Fault;
import io.ledgerroutes.posting.Posted.How;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A linked document becomes what its source is now, once, and never over a person's own change. */
class ChangeTest {

  private static final String STORES = "io.ledgerroutes.posting.PostingBench#onEachStore";

  @ParameterizedTest
  @MethodSource(STORES)
  void a_change_is_written_once_and_the_link_tells_of_it(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(3));

      Map<SourceRef, Posted> posted = change(bench, "12.00", 0, 1, 2);

      assertThat(how(posted, 0)).isEqualTo(How.WRITTEN);
      assertThat(link(bench, 1).targetProjection()).isEqualTo(
        NumberlessRemote.projectionOf(number(1), "12.00")
      );
      assertThat(link(bench, 1).sourceProjection()).isEqualTo("source of 12.00");
      assertThat(how(change(bench, "12.00", 0, 1, 2), 2)).isEqualTo(How.ADOPTED);
      assertThat(bench.remote.writes()).containsExactly(3, 3);
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_a_person_changed_is_held_and_left_alone(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(2));
      bench.remote.change(number(0), "77.00");

      Map<SourceRef, Posted> posted = change(bench, "12.00", 0, 1);

      assertThat(outcome(posted, 0)).isEqualTo(
        new Outcome.Held("document " + number(0) + " was changed by a person")
      );
      assertThat(how(posted, 1)).isEqualTo(How.WRITTEN);
      assertThat(bench.remote.documents().getFirst().amount()).isEqualTo("77.00");
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_a_person_voided_or_the_target_locks_is_held(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(2));
      bench.remote.voidAll(number(0));
      bench.remote.lock("was sent to the customer");

      Map<SourceRef, Posted> posted = change(bench, "12.00", 0, 1);

      assertThat(outcome(posted, 0)).isEqualTo(
        new Outcome.Held("document " + number(0) + " was voided or deleted by a person")
      );
      assertThat(outcome(posted, 1)).isEqualTo(
        new Outcome.Held("document " + number(1) + " was sent to the customer")
      );
      assertThat(bench.remote.writes()).containsExactly(2);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void voiding_what_is_voided_already_writes_nothing(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(2));
      bench.remote.voidAll(number(1));

      Map<SourceRef, Posted> posted = end(bench, 0, 1);

      assertThat(how(posted, 0)).isEqualTo(How.WRITTEN);
      assertThat(how(posted, 1)).isEqualTo(How.ADOPTED);
      assertThat(bench.remote.documents()).noneMatch(NumberlessRemote.Document::live);
      assertThat(how(end(bench, 0, 1), 0)).isEqualTo(How.ADOPTED);
      assertThat(bench.remote.writes()).containsExactly(2, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = { "ANSWER_LOST", "ERROR_AFTER", "WRONG_COUNT" })
  void a_change_that_arrived_without_an_answer_is_not_made_again(Fault fault) {
    try (PostingBench bench = PostingBench.onEachStore().findFirst().orElseThrow().getPayload().get()) {
      bench.bring(first(1));
      bench.remote.failNext(fault);
      change(bench, "12.00", 0);

      assertThat(how(change(bench, "12.00", 0), 0)).isNotEqualTo(How.KNOWN);

      assertThat(bench.remote.changes("id-0")).isEqualTo(1);
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void an_earlier_change_without_an_answer_ends_before_a_later_one_begins(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(1));
      bench.remote.failNext(Fault.TIMEOUT);
      assertThat(blame(change(bench, "12.00", 0))).isEqualTo(Blame.NONE);

      assertThat(how(change(bench, "13.00", 0), 0)).isEqualTo(How.WRITTEN);

      assertThat(bench.remote.requestsHeard())
        .extracting(String::new)
        .satisfies(bodies ->
          assertThat(bodies.subList(1, 4)).satisfiesExactly(
            sent -> assertThat(sent).contains("12.00"),
            again -> assertThat(again).contains("12.00"),
            now -> assertThat(now).contains("13.00")
          )
        );
      assertThat(bench.remote.documents().getFirst().amount()).isEqualTo("13.00");
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_change_that_arrived_unheard_is_not_taken_for_a_persons_when_the_source_changes_again(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(1));
      bench.remote.failNext(Fault.ANSWER_LOST);
      change(bench, "12.00", 0);
      bench.passes(Duration.ofMinutes(7));

      assertThat(how(change(bench, "13.00", 0), 0)).isEqualTo(How.WRITTEN);

      assertThat(bench.remote.documents().getFirst().amount()).isEqualTo("13.00");
      assertThat(bench.openIntents()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void one_that_the_remote_chokes_on_stands_alone_in_the_end(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(5));
      bench.remote.choke(number(3));

      Map<SourceRef, Posted> posted = change(bench, "12.00", 0, 1, 2, 3, 4);

      assertThat(outcome(posted, 3)).isInstanceOf(Outcome.Retry.class);
      assertThat(((Outcome.Retry) outcome(posted, 3)).blame()).isEqualTo(Blame.RECORD);
      assertThat(List.of(how(posted, 0), how(posted, 2), how(posted, 4))).containsOnly(How.WRITTEN);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void the_sixth_change_within_an_hour_is_held_as_ping_pong(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(first(1));
      for (int write = 1; write <= 5; write++) {
        assertThat(how(change(bench, write + ".00", 0), 0)).isEqualTo(How.WRITTEN);
      }

      assertThat(outcome(change(bench, "6.00", 0), 0)).isInstanceOfSatisfying(Outcome.Held.class, held ->
        assertThat(held.reason()).contains("ping-pong")
      );
      bench.passes(Duration.ofMinutes(61));
      assertThat(how(change(bench, "6.00", 0), 0)).isEqualTo(How.WRITTEN);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_process_that_dies_anywhere_leaves_the_change_made_once(Supplier<PostingBench> open) {
    Set<String> deaths = new TreeSet<>();
    boolean died = true;
    for (int step = 1; died; step++) {
      try (PostingBench bench = open.get()) {
        bench.bring(first(2));
        Steps steps = Steps.dyingAt(step);
        died = dies(bench.process(steps), bench);
        deaths.add(steps.where());

        change(bench, "12.00", 0, 1);
        assertThat(bench.remote.changes("id-0")).as(steps.where()).isEqualTo(1);
        assertThat(link(bench, 0).sourceProjection()).as(steps.where()).isEqualTo("source of 12.00");
        assertThat(bench.openIntents()).as(steps.where()).isZero();
      }
    }
    assertThat(deaths).containsExactlyInAnyOrder(
      "before a read",
      "after a read",
      "before an intent",
      "before the write",
      "after the write",
      "before an intent is closed",
      "before the commit of links",
      "nowhere"
    );
  }

  private static boolean dies(Posting process, PostingBench bench) {
    try {
      process.change(TENANT, bench.remote, updates(bench, "12.00", 0, 1));
      return false;
    } catch (Steps.Crash crash) {
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_was_found_is_adopted_without_a_write_if_it_is_as_meant(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      List<Draft> two = drafts(0, 1);
      Map<Draft, Found> found = Map.of(
        two.get(0),
        new Found("x-0", number(0), true, two.get(0).meant()),
        two.get(1),
        new Found("x-1", number(1), true, "something else")
      );

      Map<SourceRef, Posted> posted = bench.process().adopt(TENANT, bench.remote, found);

      assertThat(how(posted, 0)).isEqualTo(How.ADOPTED);
      assertThat(outcome(posted, 1)).isInstanceOf(Outcome.Held.class);
      assertThat(bench.remote.writes()).isEmpty();
    }
  }

  private static Map<SourceRef, Posted> change(PostingBench bench, String amount, int... ids) {
    return bench.process().change(TENANT, bench.remote, updates(bench, amount, ids));
  }

  private static List<Change> updates(PostingBench bench, String amount, int... ids) {
    return Arrays.stream(ids)
      .<Change>mapToObj(id ->
        new Change.Update(
          link(bench, id),
          NumberlessRemote.body(number(id), amount),
          NumberlessRemote.projectionOf(number(id), amount),
          "source of " + amount
        )
      )
      .toList();
  }

  private static Map<SourceRef, Posted> end(PostingBench bench, int... ids) {
    List<Change> ends = Arrays.stream(ids)
      .<Change>mapToObj(id ->
        new Change.End(link(bench, id), new ObjectMapper().createObjectNode().put("void", true), "ended")
      )
      .toList();
    return bench.process().change(TENANT, bench.remote, ends);
  }

  private static Link link(PostingBench bench, int id) {
    return bench.links.find(source(id), NumberlessRemote.TYPE).orElseThrow();
  }

  private static How how(Map<SourceRef, Posted> posted, int id) {
    assertThat(posted.get(source(id))).isInstanceOf(Posted.Linked.class);
    return ((Posted.Linked) posted.get(source(id))).how();
  }

  private static Outcome outcome(Map<SourceRef, Posted> posted, int id) {
    assertThat(posted.get(source(id))).isInstanceOf(Posted.NotLinked.class);
    return ((Posted.NotLinked) posted.get(source(id))).outcome();
  }

  private static Blame blame(Map<SourceRef, Posted> posted) {
    return ((Outcome.Retry) outcome(posted, 0)).blame();
  }
}
