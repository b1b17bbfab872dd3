package io.ledgerroutes.xero;

/** Who goes first when a tenant's calls are short. */
public enum Priority {
  /** Records as they come. */
  LIVE,
  /** Old records: waits for live ones and leaves them a fifth of the day. */
  BACKFILL,
}
