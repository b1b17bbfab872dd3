package io.ledgerroutes.woocommerce;

/** A record of the shop that lacks what every such record has; its words name the field, not its value. */
public final class UnreadableRecord extends RuntimeException {

  public UnreadableRecord(String words) {
    super(words);
  }
}
