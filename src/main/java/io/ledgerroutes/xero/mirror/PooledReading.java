package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads together what Xero's webhooks tell of: much of it is our own doing or nobody's concern, and each reading is a
 * call.
 */
public final class PooledReading {

  /** How long the first one told of waits for others. */
  public static final Duration POOLED = Duration.ofSeconds(30);

  private final XeroMirror mirror;
  private final Supplier<Instant> clock;
  private final Duration pooled;

  /**
   * Readings of a mirror.
   *
   * @param clock that messages are dated by
   * @param pooled how long the first one waits for others
   */
  public PooledReading(XeroMirror mirror, Supplier<Instant> clock, Duration pooled) {
    this.mirror = mirror;
    this.clock = clock;
    this.pooled = pooled;
  }

  /**
   * Returns when the mirror shows all that these messages tell of. Where they can still wait for others they are settled
   * so instead.
   *
   * @param told at least one
   * @return whether it shows it
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read
   */
  public boolean read(String tenant, MirrorKind kind, List<Element> told) {
    Instant now = clock.get();
    List<Instant> times = told
      .stream()
      .map(element -> element.message().receivedAt())
      .sorted()
      .toList();
    Duration left = Duration.between(now, times.getFirst().plus(pooled));
    if (left.isPositive()) {
      told.forEach(element -> element.settle(Outcome.Retry.later("read soon, with others", left)));
      return false;
    }
    Duration age = Duration.between(times.getLast(), now);
    mirror.notOlderThan(tenant, kind, age.isNegative() ? Duration.ZERO : age);
    return true;
  }
}
