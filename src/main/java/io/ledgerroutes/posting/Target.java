package io.ledgerroutes.posting;

import java.time.Duration;
import java.util.Collection;
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
   * Looks documents up by number, live ones before voided ones.
   *
   * @return what was found, by number; a number that nothing bears is absent
   */
  Map<String, Found> look(String tenant, Collection<String> numbers);

  /** Whether the remote answers a cheap call now: tells "it is down" from "it fails on this request". */
  boolean answers(String tenant);

  /** A difference between what was meant and what was answered that a person must see, or null. */
  default String mismatch(String meant, String answered) {
    return null;
  }
}
