package io.ledgerroutes.posting;

/** This node may no longer write for the tenant; another one does, or will. Nothing was written. */
public final class LeaseLost extends RuntimeException {

  public LeaseLost(String tenant) {
    super("This node no longer holds the lease of tenant " + tenant);
  }
}
