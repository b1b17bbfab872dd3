package io.ledgerroutes.posting;

import static io.ledgerroutes.posting.PostingBench.TENANT;

import io.ledgerroutes.posting.NumberlessRemote.Fault;
import io.ledgerroutes.posting.Posted.Linked;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A batch is brought while the process dies at the first step, at the second, and so on to the last; each time a
 * new process takes over soon, or when the idempotency keys are long gone. In the end everything is counted.
 */
final class CrashMatrix {

  /** A safety rule that is switched off to show that the proof needs it. */
  enum Guard {
    /** Earlier intents are forgotten. */
    INTENT,
    /** Nothing is ever found at the remote. */
    LOOK,
  }

  private static final int BATCH = 4;
  private static final int PATIENCE = 12;
  private static final List<List<Fault>> WEATHER = List.of(
    List.of(),
    List.of(Fault.ANSWER_LOST),
    List.of(Fault.TIMEOUT),
    List.of(Fault.ERROR_BEFORE),
    List.of(Fault.ERROR_AFTER),
    List.of(Fault.WRONG_COUNT),
    List.of(Fault.ANSWER_LOST, Fault.TOO_MANY_REQUESTS),
    List.of(Fault.ANSWER_LOST, Fault.UNAUTHORISED),
    List.of(Fault.ANSWER_LOST, Fault.CONNECTION_REFUSED),
    List.of(Fault.ERROR_AFTER, Fault.ERROR_BEFORE, Fault.ANSWER_LOST)
  );

  private final PostingBench bench;
  private final Set<Guard> without;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> deaths = new TreeMap<>();
  private int next;

  CrashMatrix(PostingBench bench, Set<Guard> without) {
    this.bench = bench;
    this.without = without;
    if (without.contains(Guard.LOOK)) {
      bench.remote.goBlind();
    }
  }

  CrashMatrix run() {
    for (List<Fault> weather : WEATHER) {
      for (Duration absence : List.of(Duration.ofSeconds(10), Duration.ofMinutes(7))) {
        boolean died = true;
        // Without a guard the first double is enough.
        for (int step = 1; died && (without.isEmpty() || doubles() == 0); step++) {
          died = live(weather, step, absence);
        }
      }
    }
    return this;
  }

  /** Whether the process died before it was done. */
  private boolean live(List<Fault> weather, int step, Duration absence) {
    List<Draft> batch = new ArrayList<>();
    for (int element = 0; element < BATCH; element++) {
      batch.add(PostingBench.draft(next++, "10.00"));
    }
    bench.remote.failNext(weather.toArray(Fault[]::new));
    Steps steps = Steps.dyingAt(step);
    boolean died = dies(batch, steps);
    bench.passes(absence);
    boolean done = false;
    for (int pass = 0; pass < PATIENCE && !done; pass++) {
      done = brings(batch, Steps.unhindered());
      bench.passes(Duration.ofSeconds(10));
    }
    String course = weather + ", died at step " + step + " (" + steps.where() + "), away " + absence;
    if (!done) {
      faults.add("not linked after " + PATIENCE + " passes: " + course);
    }
    count(batch, course);
    return died;
  }

  private boolean dies(List<Draft> batch, Steps steps) {
    try {
      // Passes until the weather is over, as the inbox would come again.
      for (int pass = 0; pass < PATIENCE && !brings(batch, steps); pass++) {
        bench.passes(Duration.ofSeconds(2));
      }
      return false;
    } catch (Steps.Crash crash) {
      deaths.merge(steps.where(), 1, Integer::sum);
      return true;
    }
  }

  private boolean brings(List<Draft> batch, Steps steps) {
    try {
      Map<SourceRef, Posted> posted = bench
        .process(steps, !without.contains(Guard.INTENT))
        .bring(TENANT, bench.remote, batch);
      return posted.values().stream().allMatch(Linked.class::isInstance);
    } catch (RemoteFailure lookFailed) {
      return false;
    }
  }

  private void count(List<Draft> batch, String course) {
    Map<String, Long> counts = bench.remote.counts();
    Set<String> wrong = new TreeSet<>();
    batch.forEach(draft -> {
      long there = counts.getOrDefault(draft.number(), 0L);
      if (there != 1) {
        wrong.add(there + " times " + draft.number());
      }
    });
    if (!wrong.isEmpty()) {
      faults.add(wrong + ": " + course);
    }
  }

  /** What is wrong, one line a course of events. */
  List<String> faults() {
    return faults;
  }

  /** How often a process died at each step. */
  Map<String, Integer> deaths() {
    return deaths;
  }

  /** Courses of events that left a document twice. */
  int doubles() {
    return bench.remote.doubles().size();
  }
}
