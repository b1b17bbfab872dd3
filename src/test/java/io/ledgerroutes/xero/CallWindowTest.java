package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CallWindowTest {

  private static final long MILLI = 1_000_000;
  private static final long MINUTE = 60_000 * MILLI;

  /** One call: the remote counts it at some moment between its start and its end. */
  private record Made(long start, long counted, long end) {}

  @Property(tries = 200)
  @Label("a fixed window of any phase never sees a 61st call, nor the remote a 6th at once")
  void a_fixed_window_of_any_phase_never_sees_a_61st(
    @ForAll long seed,
    @ForAll @IntRange(min = 1, max = 20_000) int longestCallMillis
  ) {
    List<Made> made = hungryCaller(new Random(seed), longestCallMillis, CallWindow.SLOT);

    assertThat(most(made, MINUTE)).isLessThanOrEqualTo(CallWindow.CALLS);
    assertThat(mostAtOnce(made)).isLessThanOrEqualTo(CallWindow.IN_FLIGHT);
  }

  @Test
  void a_hungry_caller_of_quick_calls_comes_near_the_limit() {
    List<Made> made = hungryCaller(new Random(1), 300, CallWindow.SLOT);

    assertThat(most(made, MINUTE)).isEqualTo(CallWindow.CALLS);
    // Three minutes of simulated hunger.
    assertThat(made).hasSizeGreaterThan(175);
  }

  @Test
  void slots_that_are_free_too_early_would_be_caught() {
    List<Made> made = hungryCaller(new Random(1), 300, 58_000 * MILLI);

    assertThat(most(made, MINUTE)).isGreaterThan(CallWindow.CALLS);
  }

  @Test
  void a_slot_is_free_a_minute_after_the_end_and_not_after_the_start() {
    CallWindow window = new CallWindow();
    for (int call = 0; call < CallWindow.CALLS; call++) {
      assertThat(window.opensIn(0)).isZero();
      window.start();
      window.end(10_000 * MILLI);
    }

    assertThat(window.opensIn(10_000 * MILLI)).isEqualTo(CallWindow.SLOT);
    assertThat(window.opensIn(60_400 * MILLI)).isPositive();
    assertThat(window.opensIn(10_000 * MILLI + CallWindow.SLOT)).isZero();
  }

  @Test
  void what_the_remote_says_corrects_downwards_only() {
    CallWindow window = new CallWindow();
    window.start();
    window.end(0);

    window.corrected(80, 0);
    assertThat(window.left(0)).isEqualTo(59);
    window.corrected(10, 0);
    assertThat(window.left(0)).isEqualTo(10);
    window.corrected(0, 0);
    assertThat(window.opensIn(0)).isEqualTo(CallWindow.SLOT);
    assertThat(window.left(CallWindow.SLOT)).isEqualTo(60);
  }

  @Test
  void a_closed_window_opens_by_itself_and_is_never_closed_shorter() {
    CallWindow window = new CallWindow();
    window.closeUntil(30_000 * MILLI);
    window.closeUntil(1_000 * MILLI);

    assertThat(window.opensIn(0)).isEqualTo(30_000 * MILLI);
    assertThat(window.opensIn(30_000 * MILLI)).isZero();
  }

  @Test
  void more_spent_than_there_are_slots_waits_for_as_many_as_are_too_many() {
    CallWindow window = new CallWindow();
    window.spentElsewhere(60, 0);
    window.spentElsewhere(10, 5_000 * MILLI);

    assertThat(window.opensIn(0)).isEqualTo(CallWindow.SLOT);
    assertThat(window.left(CallWindow.SLOT)).isEqualTo(50);
  }

  /** Calls as soon and as often as it may, for three minutes, with calls of random length. */
  private static List<Made> hungryCaller(Random random, int longestCallMillis, long slot) {
    CallWindow window = new CallWindow(slot);
    List<Made> made = new ArrayList<>();
    PriorityQueue<Made> running = new PriorityQueue<>((a, b) -> Long.compare(a.end(), b.end()));
    long now = random.nextLong();
    long until = now + 3 * MINUTE;
    while (now < until) {
      while (!running.isEmpty() && running.peek().end() <= now) {
        window.end(running.poll().end());
      }
      long opensIn = window.opensIn(now);
      if (opensIn == 0) {
        long length = 1 + random.nextLong(longestCallMillis * MILLI);
        Made call = new Made(now, now + random.nextLong(length + 1), now + length);
        window.start();
        made.add(call);
        running.add(call);
        now += random.nextInt(4) == 0 ? random.nextLong(100 * MILLI) : 0;
      } else {
        long nextEnd = running.isEmpty() ? Long.MAX_VALUE : running.peek().end();
        now = opensIn < 0 ? nextEnd : Math.min(nextEnd, now + opensIn);
      }
    }
    return made;
  }

  /** The most calls that any window of this length counts. */
  private static int most(List<Made> made, long length) {
    List<Long> counted = made.stream().map(Made::counted).sorted().toList();
    int most = 0;
    int from = 0;
    for (int to = 0; to < counted.size(); to++) {
      while (counted.get(to) - counted.get(from) >= length) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  private static int mostAtOnce(List<Made> made) {
    int most = 0;
    for (Made call : made) {
      long others = made
        .stream()
        .filter(other -> other.start() <= call.start() && other.end() > call.start())
        .count();
      most = Math.max(most, (int) others);
    }
    return most;
  }
}
