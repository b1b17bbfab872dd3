package io.ledgerroutes.retention;

/** By which setting rows grow old. */
public enum Age {
  /** {@code ledger.retention.payload}: what names people and is needed for nothing but to look back. */
  PAYLOAD,
  /** {@code ledger.retention.files}: files that were handed over or given up. */
  FILES,
  /** {@code ledger.retention.done}: what is finished. */
  DONE,
  /** {@code ledger.retention.audit}: the trail. */
  AUDIT,
}
