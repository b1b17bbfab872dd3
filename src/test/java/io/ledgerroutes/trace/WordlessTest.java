package io.ledgerroutes.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WordlessTest {

  @Test
  void a_failure_is_shown_with_its_kinds_and_places_and_none_of_its_words() {
    Exception failure = new IllegalStateException(
      "Ann Example of 5 Some Street",
      new NumberFormatException("For input string: \"ann@example.com\"")
    );
    StringWriter shown = new StringWriter();

    Wordless.of(failure).printStackTrace(new PrintWriter(shown));

    assertThat(shown.toString())
      .contains("java.lang.IllegalStateException", "java.lang.NumberFormatException", "WordlessTest")
      .doesNotContain("Ann", "Street", "ann@example.com");
  }

  @Test
  void a_failure_that_is_its_own_cause_somewhere_ends() {
    Exception outer = new IllegalStateException("outer");
    Exception inner = new IllegalStateException("inner", outer);
    outer.initCause(inner);

    assertThat(Wordless.of(outer)).hasMessage("java.lang.IllegalStateException");
  }
}
