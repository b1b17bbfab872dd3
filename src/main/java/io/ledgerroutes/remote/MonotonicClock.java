package io.ledgerroutes.remote;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that nobody sets: what waits for a while does not wait longer because the node's clock was corrected. */
final class MonotonicClock extends Clock {

  private final Instant began = Instant.now();
  private final long beganNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return began.plusNanos(System.nanoTime() - beganNanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
