package io.ledgerroutes.posting;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One kind of document at a remote, e.g. Xero's invoices: how it is written, looked up and probed. */
public interface Target {
  /** Names the kind in links and intents, e.g. {@code xero-invoice}. */
  String type();

  /** The longest a write may take; a write starts only if the lease outlasts it. */
  Duration callTimeout();

  /** The most elements of one request. */
  int largestRequest();

  /** The most bytes of one request of more than one element. */
  default int largestRequestBytes() {
    return Integer.MAX_VALUE;
  }

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

  /** Whether a repeated write would make a second document, so that each is looked for before it is written. */
  default boolean looksFirst() {
    return false;
  }

  /** Whether several source records may be one document, so that one that is linked already may be adopted again. */
  default boolean sharesDocuments() {
    return false;
  }

  /** Whether the remote answers a cheap call now: tells "it is down" from "it fails on this request". */
  boolean answers(String tenant);

  /**
   * What differs between two projections that a person must see, in words without personal data; empty where
   * nothing does, or where the kind does not compare.
   */
  default String differences(String meant, String found) {
    return "";
  }
}
