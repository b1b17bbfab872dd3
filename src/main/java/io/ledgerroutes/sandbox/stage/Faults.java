package io.ledgerroutes.sandbox.stage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The faults waiting to happen, and how often each kind has. */
public final class Faults implements AutoCloseable {

  private final List<Armed> armed = new ArrayList<>();
  private final Map<String, Integer> hits = new TreeMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private static final class Armed {

    private final Fault fault;
    private final Random random;
    private int left;

    private Armed(Fault fault) {
      this.fault = fault;
      this.random = new Random(fault.seed());
      this.left = fault.times();
    }

    private boolean strikes(String system, Call call) {
      if (left == 0 || !fault.meets(system, call) || random.nextDouble() >= fault.probability()) {
        return false;
      }
      left = Math.max(-1, left - 1);
      return true;
    }
  }

  public synchronized void arm(Fault fault) {
    armed.add(new Armed(fault));
  }

  /** The fault this call runs into, if any; it is used up by the question. */
  public Optional<Fault> strike(String system, Call call) {
    return strike(system, call, EnumSet.allOf(Fault.Kind.class));
  }

  /** The fault of one of these kinds that this call runs into, if any. */
  public synchronized Optional<Fault> strike(String system, Call call, Set<Fault.Kind> kinds) {
    armed.removeIf(candidate -> candidate.left == 0);
    for (Armed candidate : armed) {
      if (kinds.contains(candidate.fault.kind()) && candidate.strikes(system, call)) {
        hits.merge(system + " " + candidate.fault.kind().text(), 1, Integer::sum);
        return Optional.of(candidate.fault);
      }
    }
    return Optional.empty();
  }

  /** Waits that long, or until the sandbox closes. */
  public void hang(long millis) {
    try {
      closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many still wait, and hits by system and kind. */
  public synchronized Map<String, Integer> hits() {
    return new TreeMap<>(hits);
  }

  public synchronized int waiting() {
    armed.removeIf(candidate -> candidate.left == 0);
    return armed.size();
  }

  /** Forgets the faults that wait; the hits stay. */
  public synchronized void disarm() {
    armed.clear();
  }

  public synchronized void clear() {
    armed.clear();
    hits.clear();
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
