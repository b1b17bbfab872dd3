package io.ledgerroutes.xero;

import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Remote;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.Target;
import io.ledgerroutes.posting.Terms;
import java.util.List;

/** A kind of document that goes to Xero many in a request: how is said once, by {@link #writes}. */
interface BatchedWrites extends Target {
  /** How it is written. */
  Writes writes();

  /**
   * What a kind of document needs in order to be written.
   *
   * @param probe of the organisation that it goes to
   */
  record Writes(Terms terms, XeroBatch batch, XeroCalls calls, XeroProbe probe) {}

  @Override
  default Terms terms() {
    return writes().terms();
  }

  @Override
  default Remote remote() {
    return writes().probe();
  }

  @Override
  default byte[] compose(List<Draft> drafts) {
    return writes().batch().compose(drafts);
  }

  @Override
  default List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements) {
    return writes().batch().send(writes().calls(), tenant, request, idempotencyKey);
  }
}
