package io.ledgerroutes.posting;

import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Renews the leases six times a span; releases them after the routes have stopped. */
@Component
class LeaseHeartbeat implements SmartLifecycle {

  private static final int BEATS_OF_A_SPAN = 6;

  private final TenantLeases leases;
  private final long pauseNanos;
  private volatile boolean beating;

  LeaseHeartbeat(TenantLeases leases, PostingProperties properties) {
    this.leases = leases;
    this.pauseNanos = properties.lease().toNanos() / BEATS_OF_A_SPAN;
  }

  @Override
  public void start() {
    beating = true;
    Thread.ofPlatform().daemon().name("lease-heartbeat").start(this::beat);
  }

  private void beat() {
    while (beating) {
      leases.beat();
      LockSupport.parkNanos(pauseNanos);
    }
  }

  @Override
  public void stop() {
    beating = false;
    leases.releaseAll();
  }

  @Override
  public boolean isRunning() {
    return beating;
  }

  // Before the routes start and after they have stopped.
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE / 2;
  }
}
