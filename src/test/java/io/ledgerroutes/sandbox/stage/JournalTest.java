package io.ledgerroutes.sandbox.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir
  Path directory;

  @Test
  void what_was_put_is_there_without_a_close() {
    Journal first = new Journal(directory);
    first.shelf("a").put("1", Json.object().put("name", "Ångström"));
    first.shelf("a").put("2", Json.object());
    first.shelf("a").remove("2");
    Journal second = new Journal(directory);
    assertThat(second.shelf("a").get("1").orElseThrow().path("name").asText()).isEqualTo("Ångström");
    assertThat(second.shelf("a").size()).isEqualTo(1);
  }

  @Test
  void a_line_cut_off_by_a_kill_is_as_if_it_never_happened() throws Exception {
    Journal first = new Journal(directory);
    first.shelf("a").put("1", Json.object().put("n", 1));
    Path file = directory.resolve("sandbox.journal");
    byte[] cut = "[[\"a\",\"1\",{\"n\":\"Å".getBytes(StandardCharsets.UTF_8);
    Files.write(file, Arrays.copyOf(cut, cut.length - 1), StandardOpenOption.APPEND);
    Journal second = new Journal(directory);
    second.shelf("a").put("2", Json.object().put("n", 2));
    Journal third = new Journal(directory);
    assertThat(third.shelf("a").get("1").orElseThrow().path("n").asInt()).isEqualTo(1);
    assertThat(third.shelf("a").get("2").orElseThrow().path("n").asInt()).isEqualTo(2);
  }

  @Test
  void work_that_throws_leaves_no_trace_in_memory_or_on_disk() {
    Journal journal = new Journal(directory);
    journal.shelf("a").put("1", Json.object().put("n", 1));
    Runnable failing = () -> {
      journal.shelf("a").put("1", Json.object().put("n", 2));
      journal.shelf("b").put("x", Json.object());
      throw new IllegalStateException("no");
    };
    assertThatThrownBy(() -> journal.together(failing)).hasMessage("no");
    assertThat(journal.shelf("a").get("1").orElseThrow().path("n").asInt()).isEqualTo(1);
    assertThat(journal.shelf("b").size()).isZero();
    assertThat(new Journal(directory).shelf("b").size()).isZero();
  }

  @Test
  void an_inner_failure_undoes_only_its_own_changes() {
    Journal journal = new Journal(directory);
    journal.together(() -> {
      journal.shelf("a").put("outer", Json.object());
      Runnable inner = () -> {
        journal.shelf("a").put("inner", Json.object());
        throw new IllegalStateException("no");
      };
      assertThatThrownBy(() -> journal.together(inner)).hasMessage("no");
    });
    Journal again = new Journal(directory);
    assertThat(again.shelf("a").has("outer")).isTrue();
    assertThat(again.shelf("a").has("inner")).isFalse();
  }

  @Test
  void numbers_of_a_sequence_are_given_out_once_also_to_many_threads() {
    Journal journal = new Journal(directory);
    long distinct = IntStream.range(0, 200)
      .parallel()
      .map(i -> journal.shelf("ids").next(1))
      .distinct()
      .count();
    assertThat(distinct).isEqualTo(200);
    assertThat(new Journal(directory).shelf("ids").next(1)).isEqualTo(201);
  }
}
