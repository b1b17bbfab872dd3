package io.ledgerroutes.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceTest {

  @Test
  void it_is_said_until_it_is_closed_and_nothing_is_said_of_the_next_one() {
    try (Trace batch = Trace.of("craft-shop", "woocommerce-order", List.of("one", "two"))) {
      assertThat(MDC.get("connection")).isEqualTo("craft-shop");
      assertThat(MDC.get("flow")).isEqualTo("woocommerce-order");
      assertThat(Trace.ids()).contains("one,two");
      assertThat(Trace.id()).as("of several there is no one").isEmpty();
      try (Trace call = Trace.of("three")) {
        assertThat(Trace.id()).contains("three");
      }
      assertThat(Trace.ids()).contains("one,two");
    }
    assertThat(Trace.ids()).isEmpty();
    assertThat(MDC.get("connection")).isNull();
    assertThat(MDC.get("flow")).isNull();
  }

  @Test
  void each_virtual_thread_speaks_of_its_own() {
    try (Trace here = Trace.of("here-here")) {
      CompletableFuture<String> there = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> there.complete(Trace.ids().orElse("nobody")));
      assertThat(there.join()).isEqualTo("nobody");
      assertThat(Trace.id()).contains("here-here");
    }
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "short",
      "has blank inside",
      "line\nbreak-here",
      "a,b,c,d,e,f",
      "%X{password}",
      "<b>bold</b>",
      "-option-like",
    }
  )
  void what_could_harm_a_log_or_a_header_is_not_taken_over(String offered) {
    assertThat(Trace.harmless(offered)).isFalse();
  }

  @Test
  void a_usual_id_is_taken_over() {
    assertThat(Trace.harmless("0d6f6c9e-5b0e-4a39-9f3e-6a2b7d0a1c11")).isTrue();
    assertThat(Trace.harmless("x".repeat(65))).isFalse();
    assertThat(Trace.harmless(null)).isFalse();
  }
}
