package io.ledgerroutes.inbox;

/** A message must not be ended by an operator now; says why and what to do instead. */
public final class DiscardRefused extends RuntimeException {

  DiscardRefused(String why) {
    super(why);
  }
}
