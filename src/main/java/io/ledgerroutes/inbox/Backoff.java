package io.ledgerroutes.inbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When to try again: doubling from two seconds to fifteen minutes, with half of it left to chance. */
final class Backoff {

  private static final long FIRST_MILLIS = 2_000;
  private static final long LONGEST_MILLIS = Duration.ofMinutes(15).toMillis();
  private static final int LAST_DOUBLING = 20;

  private Backoff() {}

  /** Milliseconds to wait after this many attempts, at least one. */
  static long after(int attempts) {
    long whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(LAST_DOUBLING, Math.max(0, attempts - 1)));
    return whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1);
  }
}
