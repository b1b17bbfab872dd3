package io.ledgerroutes.sandbox.shop;

/** An order or a change of one that the shop does not take: its code and words. */
final class OrderRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  OrderRefused(String code, String words) {
    super(words);
    this.code = code;
  }

  String code() {
    return code;
  }
}
