package io.ledgerroutes.posting;

import java.util.List;
import java.util.Map;

/** One kind of document at a remote, e.g. Xero's invoices: how it is written, looked up and probed. */
public interface Target {
  /** The kind, and on what terms it is written. */
  Terms terms();

  /** Where it stands. */
  Remote remote();

  /** The request's exact bytes for these drafts, in this order. */
  byte[] compose(List<Draft> drafts);

  /**
   * Sends the bytes once.
   *
   * @return one reply an element, in the order of the request
   * @throws io.ledgerroutes.remote.RemoteFailure when the request failed as a whole, also when the number of
   *     answers is not {@code elements}
   */
  List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements);

  /**
   * Looks for documents that earlier writes may have made, live ones before voided ones: by their number, or, for a
   * kind that has none, by what the draft says of where it belongs.
   *
   * @return what was found; a draft that nothing was found for is absent
   */
  Map<SourceRef, Found> look(String tenant, List<Draft> drafts);

  /**
   * What differs between two projections that a person must see, in words without personal data; empty where
   * nothing does, or where the kind does not compare.
   */
  default String differences(String meant, String found) {
    return "";
  }
}
