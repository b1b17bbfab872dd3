package io.ledgerroutes.reconcile;

/** A period holds more records than are looked at in one call; the words say how many. */
public final class TooLarge extends RuntimeException {

  public TooLarge(long records, long most) {
    super("The period holds " + records + " records; at most " + most + " are looked at in one call");
  }
}
