package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource(
    {
      "01:00-05:00 UTC, 2026-11-21T00:30:00Z, PT30M",
      "01:00-05:00 UTC, 2026-11-21T01:00:00Z, PT0S",
      "01:00-05:00 UTC, 2026-11-21T05:00:00Z, PT20H",
      "22:00-02:00 UTC, 2026-11-21T01:59:59Z, PT0S",
      "22:00-02:00 UTC, 2026-11-21T02:00:00Z, PT20H",
      "01:00-05:00 Australia/Sydney, 2026-11-21T13:30:00Z, PT30M",
    }
  )
  void it_says_how_long_until_it_opens(String window, Instant moment, Duration until) {
    assertThat(Window.of(window).untilOpen(moment)).isEqualTo(until);
    assertThat(Window.of(window).text()).isEqualTo(window);
  }
}
