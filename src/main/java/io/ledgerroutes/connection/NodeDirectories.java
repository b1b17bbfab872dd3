package io.ledgerroutes.connection;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What each node has read its directories as. Every node reads its own disk; one whose files differ would
 * work by other rules, so a difference must show.
 */
@Component
public class NodeDirectories {

  private static final Duration REPEAT = Duration.ofSeconds(20);
  private static final Duration HEARD_OF = Duration.ofMinutes(1);

  /** This process, for people: its number and host. */
  private static final String NODE = ManagementFactory.getRuntimeMXBean().getName();

  private final ConnectionStore store;
  private final Map<String, Said> said = new HashMap<>();

  private record Said(String hash, long at) {
    boolean stillTrue(String hash) {
      return this.hash.equals(hash) && System.nanoTime() - at < REPEAT.toNanos();
    }
  }

  public NodeDirectories(ConnectionStore store) {
    this.store = store;
  }

  /**
   * Says what this node has read; cheap to call again and again.
   *
   * @param directory which: {@code routes} or {@code connections}
   * @param hash SHA-256 of the contents in effect, hex
   */
  public synchronized void publish(String directory, String hash) {
    Said last = said.get(directory);
    if (last == null || !last.stillTrue(hash)) {
      store.publish(NODE, directory, hash);
      said.put(directory, new Said(hash, System.nanoTime()));
    }
  }

  /** What the nodes heard of within the last minute have read, by node; more than one value is an alarm. */
  public Map<String, String> published(String directory) {
    return store.published(directory, HEARD_OF);
  }
}
