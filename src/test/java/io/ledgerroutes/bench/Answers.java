package io.ledgerroutes.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What a time of sending brought: how many answers of each status, and how long they took. */
final class Answers {

  private final Map<Integer, Integer> byStatus = new TreeMap<>();
  private long[] nanos = new long[1 << 16];
  private int count;
  private double seconds;

  void add(int status, long tookNanos) {
    byStatus.merge(status, 1, Integer::sum);
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = tookNanos;
  }

  void took(long wholeNanos) {
    seconds = wholeNanos / 1e9;
  }

  int accepted() {
    return byStatus.getOrDefault(200, 0);
  }

  Map<Integer, Integer> byStatus() {
    return byStatus;
  }

  /** Accepted a second. */
  double rate() {
    return accepted() / seconds;
  }

  /** Milliseconds within which this share of the answers came, e.g. 0.99. */
  double millis(double share) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[(int) Math.min(count - 1L, Math.round(share * count))] / 1e6;
  }
}
