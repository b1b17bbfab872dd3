package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.xero.XeroRecord;

/**
 * A mirrored record that was new or different.
 *
 * @param content keyed hash of all that is mirrored of it: what it is known by, also where Xero's own version did not
 *     move (facts, Xero 3)
 */
public record ChangedRecord(XeroRecord record, String content) {
  public String id() {
    return record.id();
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "ChangedRecord[" + record.id() + "]";
  }
}
