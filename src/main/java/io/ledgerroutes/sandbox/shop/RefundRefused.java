package io.ledgerroutes.sandbox.shop;

/** A refund that the shop does not make. */
final class RefundRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefundRefused(String words) {
    super(words);
  }
}
