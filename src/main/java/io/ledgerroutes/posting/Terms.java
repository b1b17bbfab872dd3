package io.ledgerroutes.posting;

/**
 * On what terms a kind of document is written.
 *
 * @param type names the kind in links and intents, e.g. {@code xero-invoice}
 * @param largestRequest the most elements of one request
 * @param largestRequestBytes the most bytes of one request of more than one element
 * @param largestChange the most changes of one request
 * @param looksFirst whether a repeated write would make a second document, so that each is looked for before
 * @param shared whether several source records may be one document, so that a linked one may be adopted again
 */
public record Terms(
  String type,
  int largestRequest,
  int largestRequestBytes,
  int largestChange,
  boolean looksFirst,
  boolean shared
) {
  /** Many in one request; what keeps a repeated write from making a second document is the remote's own check. */
  public static Terms batched(String type, int largestRequest, int largestRequestBytes) {
    return new Terms(type, largestRequest, largestRequestBytes, largestRequest, false, false);
  }

  /** One a request. */
  public static Terms single(String type) {
    return new Terms(type, 1, Integer.MAX_VALUE, 1, false, false);
  }

  /** The same, but each is looked for before it is written. */
  public Terms lookedForFirst() {
    return new Terms(type, largestRequest, largestRequestBytes, largestChange, true, shared);
  }

  /** The same, but changed one by one. */
  public Terms changedOneByOne() {
    return new Terms(type, largestRequest, largestRequestBytes, 1, looksFirst, shared);
  }

  /** The same, but several source records may be one document. */
  public Terms sharedBySources() {
    return new Terms(type, largestRequest, largestRequestBytes, largestChange, looksFirst, true);
  }
}
