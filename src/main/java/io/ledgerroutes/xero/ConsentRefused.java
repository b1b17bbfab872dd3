package io.ledgerroutes.xero;

/** A consent that was not taken over; the message says why and what to do, for the operator's eyes. */
public final class ConsentRefused extends RuntimeException {

  public ConsentRefused(String message) {
    super(message);
  }
}
