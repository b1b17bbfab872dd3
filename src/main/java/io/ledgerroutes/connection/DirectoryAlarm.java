package io.ledgerroutes.connection;

import io.ledgerroutes.start.Regularly;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compares what the nodes have read their directories as, and alarms when they go on to differ: by a line in the
 * log, by the figure {@code ledger.directories.differ} and in the console. Nodes take a change over one after
 * the other, and one that was stopped is heard of for a while: only what lasts counts.
 */
@Component
public class DirectoryAlarm implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryAlarm.class);
  private static final List<String> DIRECTORIES = List.of("routes", "connections");
  private static final Duration LASTING = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final int SHOWN = 12;

  private final NodeDirectories nodes;
  private final Duration lasting;
  private final Map<String, Instant> since = new TreeMap<>();
  private final Map<String, Difference> alarms = new ConcurrentHashMap<>();
  private Regularly clock;

  @Autowired
  public DirectoryAlarm(NodeDirectories nodes, MeterRegistry meters) {
    this(nodes, meters, LASTING);
  }

  /** With another time that a difference must last. */
  DirectoryAlarm(NodeDirectories nodes, MeterRegistry meters, Duration lasting) {
    this.nodes = nodes;
    this.lasting = lasting;
    for (String directory : DIRECTORIES) {
      Gauge.builder("ledger.directories.differ", () -> alarms.containsKey(directory) ? 1 : 0)
        .description("1 while nodes work by different files")
        .tag("directory", directory)
        .register(meters);
    }
  }

  /**
   * Nodes that work by different files.
   *
   * @param directory {@code routes} or {@code connections}
   * @param since when this node first saw it
   * @param nodes those that agree, together, each with the beginning of the hash of what it has read
   */
  public record Difference(String directory, Instant since, List<String> nodes) {}

  /** What differs now, and has for a while. */
  public List<Difference> differences() {
    return DIRECTORIES.stream().filter(alarms::containsKey).map(alarms::get).toList();
  }

  /** Compares once. */
  void look() {
    DIRECTORIES.forEach(this::look);
  }

  private void look(String directory) {
    Map<String, String> hashes = nodes.published(directory);
    if (Set.copyOf(hashes.values()).size() < 2) {
      since.remove(directory);
      if (alarms.remove(directory) != null) {
        LOG.info("The nodes work by the same {} again", directory);
      }
      return;
    }
    Instant now = Instant.now();
    Instant first = since.computeIfAbsent(directory, key -> now);
    if (Duration.between(first, now).compareTo(lasting) >= 0) {
      Difference difference = new Difference(directory, first, named(hashes));
      if (alarms.put(directory, difference) == null) {
        LOG.warn(
          "The nodes work by different {}: {}; give all of them the same files",
          directory,
          String.join("; ", difference.nodes())
        );
      }
    }
  }

  private static List<String> named(Map<String, String> hashes) {
    Map<String, Set<String>> byHash = new TreeMap<>();
    hashes.forEach((node, hash) -> byHash.computeIfAbsent(hash, key -> new TreeSet<>()).add(node));
    List<String> named = new ArrayList<>();
    byHash.forEach((hash, agreeing) ->
      named.add(String.join(", ", agreeing) + ": " + hash.substring(0, Math.min(SHOWN, hash.length())))
    );
    return List.copyOf(named);
  }

  @Override
  public synchronized void start() {
    clock = new Regularly(
      "directory-alarm",
      PAUSE,
      this::look,
      "The nodes' directories could not be compared"
    );
  }

  /** Lets a running look finish: interrupting it could close the database. */
  @Override
  public synchronized void stop() {
    clock.close();
    clock = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return clock != null;
  }
}
