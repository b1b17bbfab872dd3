package io.ledgerroutes.sandbox.stage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a caller must not do although the remote tolerates it; kept in memory only. */
public final class Violations {

  private static final int EXAMPLES = 50;

  private final Map<String, Map<String, Integer>> byOwner = new TreeMap<>();
  private final Deque<String> examples = new ArrayDeque<>();

  /** Counts one; the owner is a tenant's id, a shop's name or "identity". */
  public synchronized void count(String owner, String kind, String detail) {
    byOwner.computeIfAbsent(owner, unused -> new TreeMap<>()).merge(kind, 1, Integer::sum);
    examples.addLast(kind + ": " + detail);
    if (examples.size() > EXAMPLES) {
      examples.removeFirst();
    }
  }

  /** Counts by kind, of one owner. */
  public synchronized Map<String, Integer> of(String owner) {
    return new TreeMap<>(byOwner.getOrDefault(owner, Map.of()));
  }

  /** Counts by kind, of all owners. */
  public synchronized Map<String, Integer> all() {
    Map<String, Integer> sum = new TreeMap<>();
    byOwner.values().forEach(kinds -> kinds.forEach((kind, count) -> sum.merge(kind, count, Integer::sum)));
    return sum;
  }

  /** The newest few in words. */
  public synchronized List<String> examples() {
    return List.copyOf(examples);
  }

  public synchronized void clear() {
    byOwner.clear();
    examples.clear();
  }
}
