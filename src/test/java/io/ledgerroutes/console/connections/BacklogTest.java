package io.ledgerroutes.console.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.console.connections.OverviewStore.Overview;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.xero.BudgetFigures;
import io.ledgerroutes.xero.XeroLimit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Backlog backlog = new Backlog(meters);

  @Test
  void messages_by_messages_a_call_by_sixty_calls_a_minute_from_when_calls_may_start() {
    finished("one", "DONE", 500);
    finished("two", "SKIPPED", 100);
    finished("two", "RETRY", 9_000);
    finished("elsewhere", "DONE", 9_000);
    Map<String, Overview> ofTenant = Map.of(
      "one",
      overview(Map.of(MessageState.RECEIVED, 2_000L, MessageState.DONE, 77L)),
      "two",
      overview(Map.of(MessageState.RETRY, 900L, MessageState.IN_FLIGHT, 100L, MessageState.DEAD, 5L))
    );

    // 600 messages by 60 calls: 10 a call. 3,000 need 300 calls: 5 minutes, from in half a minute on.
    Backlog.Estimate estimate = backlog.estimate(ofTenant, budget(60, Duration.ofSeconds(30), 4_000), NOW);

    assertThat(estimate).isEqualTo(
      new Backlog.Estimate(3_000, Optional.of(Instant.parse("2026-11-21T10:05:30Z")))
    );
  }

  @Test
  void nothing_that_waits_is_clear_now() {
    assertThat(
      backlog.estimate(Map.of("one", overview(Map.of())), budget(0, Duration.ZERO, 4_000), NOW)
    ).isEqualTo(new Backlog.Estimate(0, Optional.of(NOW)));
  }

  @Test
  void it_cannot_be_told_before_anything_was_finished_or_when_the_day_will_not_do() {
    Map<String, Overview> waiting = Map.of("one", overview(Map.of(MessageState.RECEIVED, 3_000L)));
    assertThat(backlog.estimate(waiting, budget(60, Duration.ZERO, 4_000), NOW).clearAt()).isEmpty();

    finished("one", "DONE", 600);
    assertThat(backlog.estimate(waiting, budget(60, Duration.ZERO, 299), NOW).clearAt()).isEmpty();
    assertThat(backlog.estimate(waiting, budget(60, Duration.ZERO, 300), NOW).clearAt()).isPresent();
  }

  private void finished(String connection, String outcome, int messages) {
    meters
      .counter("ledger.inbox.settled", "connection", connection, "flow", "f", "outcome", outcome)
      .increment(messages);
  }

  private static Overview overview(Map<MessageState, Long> messages) {
    return new Overview(messages, null, null, null);
  }

  private static BudgetFigures budget(long calls, Duration opensIn, int dayLeft) {
    Optional<XeroLimit> because = opensIn.isZero() ? Optional.empty() : Optional.of(XeroLimit.MINUTE);
    return new BudgetFigures(
      60,
      0,
      0,
      OptionalInt.of(dayLeft),
      OptionalInt.of(5_000),
      opensIn,
      because,
      calls
    );
  }
}
