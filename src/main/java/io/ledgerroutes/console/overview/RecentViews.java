package io.ledgerroutes.console.overview;

import io.ledgerroutes.console.connections.ConnectionView;
import io.ledgerroutes.console.connections.ConnectionViews;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** How the connections stood a moment ago: however many overviews are open, the rows are counted once a while. */
@Component
class RecentViews {

  private static final Duration FRESH = Duration.ofSeconds(10);

  private final ConnectionViews views;
  private List<ConnectionView> last = List.of();
  private long lookedAt = System.nanoTime() - FRESH.toNanos();

  RecentViews(ConnectionViews views) {
    this.views = views;
  }

  /** At most ten seconds old. */
  synchronized List<ConnectionView> recent() {
    return System.nanoTime() - lookedAt < FRESH.toNanos() ? last : now();
  }

  /** As it is now. */
  synchronized List<ConnectionView> now() {
    last = views.all();
    lookedAt = System.nanoTime();
    return last;
  }
}
