package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.TryLater;
import java.time.Duration;

/** This node may no longer write for the tenant; another one does, or will. Nothing was written. */
public final class LeaseLost extends TryLater {

  public LeaseLost(String tenant) {
    super("this node no longer holds the lease of tenant " + tenant, Duration.ZERO);
  }
}
