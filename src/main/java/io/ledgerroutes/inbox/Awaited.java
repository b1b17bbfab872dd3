package io.ledgerroutes.inbox;

/** Knows whether something that messages wait for is there already; a Spring bean of it takes part. */
public interface Awaited {
  /**
   * Asked in the transaction that makes messages wait, so that none begins to wait for what came in the same moment:
   * the answer holds until that transaction ends.
   *
   * @param name as in {@link Outcome.Held#waitsFor}
   * @return whether it is there, or will never be; false for what is none of its business
   */
  boolean isOver(String name);
}
