package io.ledgerroutes.xero;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tenant's day at Xero: what is left of it, its size by what was seen, and a fifth of it kept for live work.
 * Kept in the store every few seconds and whenever it closes, so that neither a restart nor another node forgets
 * it. All times are nanoseconds of one clock; not safe for threads.
 */
final class TenantDay {

  private static final Logger LOG = LoggerFactory.getLogger(TenantDay.class);
  private static final int LARGE = 5_000;
  private static final int SMALL = 1_000;
  /** Answers overtake each other by a few calls; a rise by more is a new day. */
  private static final int NEW_DAY = 20;
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final long KEEP_EVERY = Duration.ofSeconds(10).toNanos();

  private final String tenant;
  private final TenantDayStore store;
  private OptionalInt left = OptionalInt.empty();
  private int size;
  private long saidAt;
  private long keptAt;
  private boolean kept;

  TenantDay(String tenant, TenantDayStore store) {
    this.tenant = tenant;
    this.store = store;
  }

  /** Takes over what the store knows; how long the day is closed for, if it is. */
  Optional<Duration> recall(long now) {
    return store
      .read(tenant)
      .filter(known -> known.age().toNanos() < DAY)
      .map(known -> {
        boolean anew = !known.closedFor().isPositive() && known.closedFor().plus(known.age()).isPositive();
        left = anew ? OptionalInt.empty() : OptionalInt.of(known.callsLeft());
        size = known.callsADay();
        saidAt = now - Math.max(0, known.age().toNanos());
        return known.closedFor();
      })
      .filter(Duration::isPositive);
  }

  /** What an answer said is left. */
  void said(int calls, long at) {
    int fits = calls > SMALL ? LARGE : SMALL;
    boolean newDay = left.isPresent() && calls > left.getAsInt() + NEW_DAY;
    size = newDay ? fits : Math.max(size, fits);
    left = OptionalInt.of(calls);
    saidAt = at;
    if (!kept || at - keptAt > KEEP_EVERY) {
      keep(Duration.ZERO, at);
    }
  }

  /** Used up; the next day begins after this time. */
  void usedUp(Duration until, long at) {
    left = OptionalInt.of(0);
    size = Math.max(size, SMALL);
    saidAt = at;
    keep(until, at);
  }

  /** The next day has begun: nobody has said yet what is left of it. */
  void begun() {
    left = OptionalInt.empty();
  }

  private void keep(Duration closedFor, long at) {
    keptAt = at;
    kept = true;
    try {
      store.write(tenant, left.getAsInt(), size, closedFor);
    } catch (RuntimeException storeGone) {
      LOG.warn("The day of tenant {} was not kept: {}", tenant, storeGone.getClass().getSimpleName());
    }
  }

  /** As last said; empty where nobody said, or more than a day ago. */
  OptionalInt left(long now) {
    return left.isPresent() && now - saidAt < DAY ? left : OptionalInt.empty();
  }

  /** Calls of a whole day, by what was seen; empty before anything was. */
  OptionalInt size() {
    return size == 0 ? OptionalInt.empty() : OptionalInt.of(size);
  }

  /** A fifth of the day is live work's. */
  boolean allowsBackfill(long now) {
    OptionalInt known = left(now);
    return known.isEmpty() || known.getAsInt() > size / 5;
  }
}
