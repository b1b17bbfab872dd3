package io.ledgerroutes.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.posting.CrashMatrix.Guard;
import io.ledgerroutes.store.TestDatabase;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that dies anywhere leaves every document exactly once; without a guard it would not (proof 10). */
class CrashMatrixTest {

  @ParameterizedTest
  @MethodSource("io.ledgerroutes.posting.PostingBench#onEachStore")
  void a_crash_at_any_step_in_any_weather_leaves_every_document_exactly_once(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      CrashMatrix matrix = new CrashMatrix(bench, Set.of()).run();

      assertThat(matrix.faults()).isEmpty();
      assertThat(matrix.deaths()).containsOnlyKeys(
        "before an intent",
        "before the write",
        "after the write",
        "before a link",
        "before an intent is closed",
        "before the commit of links",
        "before a failure is noted",
        "before a look",
        "after a look"
      );
    }
  }

  @Test
  void without_the_intent_the_same_crashes_leave_doubles() {
    try (PostingBench bench = new PostingBench(TestDatabase.h2())) {
      CrashMatrix matrix = new CrashMatrix(bench, Set.of(Guard.INTENT)).run();

      assertThat(matrix.doubles()).isPositive();
      assertThat(matrix.faults()).anySatisfy(fault -> assertThat(fault).contains("after the write"));
    }
  }

  @Test
  void without_the_look_the_same_crashes_leave_doubles() {
    try (PostingBench bench = new PostingBench(TestDatabase.h2())) {
      CrashMatrix matrix = new CrashMatrix(bench, Set.of(Guard.LOOK)).run();

      assertThat(matrix.doubles()).isPositive();
      assertThat(matrix.faults()).anySatisfy(fault -> assertThat(fault).contains("PT7M"));
    }
  }
}
