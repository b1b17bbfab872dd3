package io.ledgerroutes.xero;

import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.xero.CallBlockStore.Block;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One tenant's budget on this node: its {@link CallWindow}, who waits for a slot, the block that makes calls
 * known to other nodes before they are made, and the day's rest. Safe for threads.
 */
final class TenantCalls {

  private static final int BLOCK_CALLS = 10;
  private static final Duration BLOCK_SPAN = Duration.ofSeconds(10);
  private static final Duration BLOCK_MEMORY = Duration.ofNanos(CallWindow.SLOT);
  private static final int PLENTY = 50;
  private static final Duration GAP_PER_SLOT_SHORT = Duration.ofMillis(100);
  private static final int LARGE_DAY = 5_000;
  private static final int SMALL_DAY = 1_000;
  private static final Duration WITHOUT_RETRY_AFTER = Duration.ofSeconds(60);
  private static final Duration CONCURRENT = Duration.ofSeconds(1);

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
  private OptionalInt dayLeft = OptionalInt.empty();
  private int largestDayLeft;

  private record Waiter(Priority priority, long number) {}

  TenantCalls(String tenant, CallBlockStore blocks, LongSupplier nanos) {
    this.tenant = tenant;
    this.blocks = blocks;
    this.nanos = nanos;
  }

  /** Counts what other nodes may have spent, at the first use and whenever the lease came anew. */
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
      epoch = OptionalLong.of(leaseEpoch);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a slot, in the order of priority and arrival.
   *
   * @return empty when taken; else how long until it is worth asking again
   */
  Optional<Duration> take(Priority priority, Duration patience) {
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

  private Optional<Duration> queue(Waiter me, long deadline) {
    while (true) {
      long now = nanos.getAsLong();
      if (me.priority() == Priority.BACKFILL && !dayAllowsBackfill()) {
        return Optional.of(WITHOUT_RETRY_AFTER);
      }
      long opensIn = waiters.first() == me ? window.opensIn(now) : -1;
      if (opensIn == 0) {
        fromBlock(now);
        window.start();
        lastStart = now;
        return Optional.empty();
      }
      long patience = deadline - now;
      if (opensIn > patience || patience <= 0) {
        return Optional.of(Duration.ofNanos(Math.max(opensIn, CONCURRENT.toNanos())));
      }
      if (!await(opensIn < 0 ? patience : opensIn)) {
        return Optional.of(CONCURRENT);
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
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void heed(RemoteAnswer answer, long now) {
    number(answer, "x-minlimit-remaining").ifPresent(left -> window.corrected(left, now));
    number(answer, "x-daylimit-remaining").ifPresent(left -> {
      dayLeft = OptionalInt.of(left);
      largestDayLeft = Math.max(largestDayLeft, left);
    });
    if (answer.status() == 429) {
      window.closeUntil(now + wait(answer).toNanos());
    }
  }

  /** How long a 429 asks this tenant to wait, by its kind (facts, Xero 2). */
  static Duration wait(RemoteAnswer answer) {
    OptionalInt asked = number(answer, "retry-after");
    if (asked.isPresent()) {
      return Duration.ofSeconds(Math.max(1, asked.getAsInt()));
    }
    boolean concurrent = answer.header("x-rate-limit-problem").orElse("").equalsIgnoreCase("concurrent");
    return concurrent ? CONCURRENT : WITHOUT_RETRY_AFTER;
  }

  /** No call before this time, whatever the slots say. */
  void closeUntil(long time) {
    lock.lock();
    try {
      window.closeUntil(time);
    } finally {
      lock.unlock();
    }
  }

  /** A fifth of the day is live work's; the day's size is told by the most that was ever left. */
  private boolean dayAllowsBackfill() {
    int day = largestDayLeft > SMALL_DAY ? LARGE_DAY : SMALL_DAY;
    return dayLeft.isEmpty() || dayLeft.getAsInt() > day / 5;
  }

  BudgetFigures figures() {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      long opensIn = Math.max(0, window.opensIn(now));
      return new BudgetFigures(window.left(now), window.inFlight(), dayLeft, Duration.ofNanos(opensIn));
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

  private static OptionalInt number(RemoteAnswer answer, String header) {
    return answer
      .header(header)
      .filter(value -> value.matches("\\d{1,9}"))
      .map(value -> OptionalInt.of(Integer.parseInt(value)))
      .orElse(OptionalInt.empty());
  }
}
