package io.ledgerroutes.xero;

import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.xero.CallBlockStore.Block;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tenant's budget on this node: its {@link CallWindow}, who waits for a slot, the block that makes calls
 * known to other nodes before they are made, and the day's rest. Safe for threads.
 */
final class TenantCalls {

  private static final Logger LOG = LoggerFactory.getLogger(TenantCalls.class);
  private static final int BLOCK_CALLS = 10;
  private static final Duration BLOCK_SPAN = Duration.ofSeconds(10);
  private static final Duration BLOCK_MEMORY = Duration.ofNanos(CallWindow.SLOT);
  private static final int PLENTY = 50;
  private static final Duration GAP_PER_SLOT_SHORT = Duration.ofMillis(100);
  private static final Duration UNTIL_BACKFILL = Duration.ofSeconds(60);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final String tenant;
  private final CallBlockStore blocks;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CallWindow window = new CallWindow();
  private final TreeSet<Waiter> waiters = new TreeSet<>(
    Comparator.comparing(Waiter::priority).thenComparing(Waiter::number)
  );
  /** Blocks that are in the window already, this node's own among them: id and until when usable. */
  private final Map<Long, Long> countedBlocks = new HashMap<>();
  private OptionalLong epoch = OptionalLong.empty();
  private int blockLeft;
  private long blockUntil;
  private long lastStart;
  private long arrivals;
  private final TenantDay day;
  private Optional<XeroLimit> closedBecause = Optional.empty();
  private long closedUntil;
  private long calls;

  private record Waiter(Priority priority, long number) {}

  TenantCalls(String tenant, CallBlockStore blocks, TenantDayStore days, LongSupplier nanos) {
    this.tenant = tenant;
    this.blocks = blocks;
    this.nanos = nanos;
    this.day = new TenantDay(tenant, days);
  }

  /** Counts what others may have spent of minute and day, at the first use and whenever the lease came anew. */
  void begin(long leaseEpoch) {
    lock.lock();
    try {
      if (epoch.isPresent() && epoch.getAsLong() == leaseEpoch) {
        return;
      }
      for (Block block : blocks.read(tenant, BLOCK_MEMORY)) {
        long usableUntil = nanos.getAsLong() + block.usableFor().toNanos();
        if (countedBlocks.putIfAbsent(block.id(), usableUntil) == null) {
          window.spentElsewhere(block.calls(), usableUntil);
        }
      }
      long now = nanos.getAsLong();
      day.recall(now).ifPresent(closed -> close(XeroLimit.DAY, closed, now));
      epoch = OptionalLong.of(leaseEpoch);
    } finally {
      lock.unlock();
    }
  }

  /** Why there was no slot. */
  record Refused(Duration until, XeroLimit because) {}

  /**
   * Takes a slot, in the order of priority and arrival.
   *
   * @return empty when taken; else how long until it is worth asking again, and why
   */
  Optional<Refused> take(Priority priority, Duration patience) {
    long deadline = nanos.getAsLong() + patience.toNanos();
    lock.lock();
    try {
      Waiter me = new Waiter(priority, arrivals++);
      waiters.add(me);
      try {
        return queue(me, deadline);
      } finally {
        waiters.remove(me);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Refused> queue(Waiter me, long deadline) {
    while (true) {
      long now = nanos.getAsLong();
      if (me.priority() == Priority.BACKFILL && !day.allowsBackfill(now)) {
        return Optional.of(new Refused(UNTIL_BACKFILL, XeroLimit.DAY));
      }
      long opensIn = waiters.first() == me ? window.opensIn(now) : -1;
      if (opensIn == 0) {
        fromBlock(now);
        window.start();
        lastStart = now;
        calls++;
        return Optional.empty();
      }
      long patience = deadline - now;
      if (opensIn > patience || patience <= 0) {
        Duration until = Duration.ofNanos(Math.max(opensIn, A_MOMENT.toNanos()));
        return Optional.of(new Refused(until, because(now).orElse(XeroLimit.CONCURRENT)));
      }
      if (!await(opensIn < 0 ? patience : opensIn)) {
        return Optional.of(new Refused(A_MOMENT, XeroLimit.CONCURRENT));
      }
    }
  }

  private boolean await(long time) {
    try {
      changed.await(time, TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void fromBlock(long now) {
    if (blockLeft == 0 || blockUntil - now <= 0) {
      long id = blocks.insert(tenant, BLOCK_CALLS, BLOCK_SPAN);
      blockLeft = BLOCK_CALLS;
      blockUntil = now + BLOCK_SPAN.toNanos();
      countedBlocks.values().removeIf(until -> until + CallWindow.SLOT - now < 0);
      countedBlocks.put(id, blockUntil);
    }
    blockLeft--;
  }

  /** A call has ended; the answer, if there was one, says what is left. */
  void end(Optional<RemoteAnswer> answer) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      window.end(now);
      answer.ifPresent(said -> heed(said, now));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A slot that was taken and not used. */
  void giveBack() {
    lock.lock();
    try {
      window.undo();
      calls--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void heed(RemoteAnswer answer, long now) {
    XeroLimit.left(answer, "min").ifPresent(left -> window.corrected(left, now));
    XeroLimit.left(answer, "day").ifPresent(left -> day.said(left, now));
    if (answer.status() == 429) {
      refused(XeroLimit.of(answer), answer, now);
    }
  }

  /** Each limit has its own consequence (facts, Xero 2); that of the app is for all tenants alike. */
  private void refused(XeroLimit limit, RemoteAnswer answer, long now) {
    Duration pause = limit.pause(answer);
    switch (limit) {
      case MINUTE -> close(limit, pause, now);
      case DAY -> {
        day.usedUp(pause, now);
        close(limit, pause, now);
      }
      case CONCURRENT -> {
        window.tooManyAtOnce(now);
        close(limit, pause, now);
      }
      case APP_MINUTE -> LOG.debug("Tenant {} waits for the app's minute", tenant);
    }
  }

  private void close(XeroLimit limit, Duration pause, long now) {
    long until = now + pause.toNanos();
    if (closedBecause.isEmpty() || until - closedUntil > 0) {
      closedBecause = Optional.of(limit);
      closedUntil = until;
    }
    window.closeUntil(until);
  }

  /** The limit that keeps the next call from starting: what Xero said, or our own count of the minute. */
  private Optional<XeroLimit> because(long now) {
    if (closedBecause.isPresent() && closedUntil - now <= 0) {
      if (closedBecause.get() == XeroLimit.DAY) {
        day.begun();
      }
      closedBecause = Optional.empty();
    }
    return closedBecause.or(() -> window.left(now) == 0 ? Optional.of(XeroLimit.MINUTE) : Optional.empty());
  }

  BudgetFigures figures() {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      Optional<XeroLimit> because = because(now);
      return new BudgetFigures(
        window.left(now),
        window.inFlight(),
        waiters.size(),
        day.left(now),
        day.size(),
        Duration.ofNanos(Math.max(0, window.opensIn(now))),
        because,
        calls
      );
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether work should begin now. The shorter the slots, the longer after the last call: so batches form, and the
   * minute is not spent on small ones.
   */
  boolean open() {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      int left = window.left(now);
      long gap = left < PLENTY ? (PLENTY - left) * GAP_PER_SLOT_SHORT.toNanos() : 0;
      return waiters.isEmpty() && window.opensIn(now) == 0 && (gap == 0 || now - lastStart >= gap);
    } finally {
      lock.unlock();
    }
  }
}
