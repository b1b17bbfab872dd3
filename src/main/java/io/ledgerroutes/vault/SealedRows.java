package io.ledgerroutes.vault;

/**
 * A table of another room with sealed columns that outlive a change of the master key; a Spring bean of it
 * takes part in the rotation.
 */
public interface SealedRows {
  /** What the rows are, in the plural, for the log: "payloads". */
  String what();

  /**
   * Seals at most {@code limit} rows that are not {@link Vault#isCurrent} again under the current key, in a
   * transaction of its own.
   *
   * @return how many were sealed again; 0 when none is left
   */
  int reseal(Vault vault, int limit);
}
