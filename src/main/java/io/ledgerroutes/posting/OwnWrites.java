package io.ledgerroutes.posting;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells the echo of our own writes from what others did (DESIGN rule 11). A flow that is told of a document asks
 * here whose it is before it takes it for a new one.
 */
@Component
public class OwnWrites {

  /** How long a hint waits for a write that may be its cause. */
  static final Duration WAIT = Duration.ofSeconds(10);
  /** An older write without a known end is looked up by its own record; what it made can wait for that. */
  private static final Duration YOUNG = Duration.ofMinutes(6);

  private final LinkStore links;
  private final OwnWritesStore store;

  public OwnWrites(LinkStore links, OwnWritesStore store) {
    this.links = links;
    this.store = store;
  }

  /** Whose a document of the target is. */
  public sealed interface Whose {
    /** We made or keep it: an echo, if it is now as the link's projection says. */
    record Ours(Link link) implements Whose {}

    /** Nobody can tell yet: a write of its kind is under way. The hint shall wait so long. */
    record Unsettled(Duration retryAfter) implements Whose {}

    /** Not ours. */
    record Others() implements Whose {}
  }

  /** By the documents' ids, one for each. */
  public Map<String, Whose> whose(String tenant, String targetType, Collection<String> targetIds) {
    // Asked before the links are: a write that ends in between is then found linked.
    boolean underWay = store.anyOpen(tenant, targetType, YOUNG);
    Whose unknown = underWay ? new Whose.Unsettled(WAIT) : new Whose.Others();
    Map<String, Whose> whose = new LinkedHashMap<>();
    for (String id : targetIds) {
      whose.put(id, links.ofTarget(tenant, targetType, id).<Whose>map(Whose.Ours::new).orElse(unknown));
    }
    return whose;
  }
}
