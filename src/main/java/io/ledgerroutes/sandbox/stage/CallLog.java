package io.ledgerroutes.sandbox.stage;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts calls by owner, minute and path, and their answers by status; kept in memory only. */
public final class CallLog {

  private static final Pattern ID = Pattern.compile("/([0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|\\d+)(?=/|$)");

  private final Clock clock;
  private final Map<String, Owner> owners = new TreeMap<>();

  /** What one owner's calls came to. */
  private static final class Owner {

    private final Map<String, Integer> byMinute = new TreeMap<>();
    private final Map<String, Integer> byPath = new TreeMap<>();
    private final Map<String, Integer> byStatus = new TreeMap<>();
    private int total;
  }

  /** Counts of one owner; minutes are ISO 8601 UTC, status 0 is a call that got no answer. */
  public record Counts(
    int total,
    Map<String, Integer> byMinute,
    Map<String, Integer> byPath,
    Map<String, Integer> byStatus
  ) {}

  public CallLog(Clock clock) {
    this.clock = clock;
  }

  /** Counts a call and its answer; ids in the path are folded into {@code {id}}. */
  public synchronized void count(String owner, String method, String path, int status) {
    Owner counts = owners.computeIfAbsent(owner, unused -> new Owner());
    counts.total++;
    counts.byMinute.merge(Instant.now(clock).truncatedTo(ChronoUnit.MINUTES).toString(), 1, Integer::sum);
    counts.byPath.merge(method + " " + ID.matcher(path).replaceAll("/{id}"), 1, Integer::sum);
    counts.byStatus.merge(Integer.toString(status), 1, Integer::sum);
  }

  public synchronized Counts of(String owner) {
    Owner counts = owners.getOrDefault(owner, new Owner());
    return new Counts(
      counts.total,
      new TreeMap<>(counts.byMinute),
      new TreeMap<>(counts.byPath),
      new TreeMap<>(counts.byStatus)
    );
  }

  public synchronized void clear() {
    owners.clear();
  }
}
