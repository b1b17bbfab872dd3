package io.ledgerroutes.posting;

/** What a remote lets a tenant spend; asked before messages are claimed, so that batches form meanwhile. */
public interface TenantBudget {
  /** Whether a call could be made for this tenant now. */
  boolean allowsCall(String tenant);
}
