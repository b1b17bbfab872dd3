package io.ledgerroutes.posting;

import java.time.Duration;

/**
 * This node's right to work a tenant.
 *
 * @param epoch grows with every change of owner
 * @param validUntilNanos by {@link System#nanoTime()} of this node, measured from before the renewal was asked
 */
public record Lease(String tenant, long epoch, long validUntilNanos) {
  public boolean outlasts(Duration span) {
    return validUntilNanos - System.nanoTime() > span.toNanos();
  }
}
