package io.ledgerroutes.reconcile;

/** A run that is not made as things stand; the words say what to do. */
public final class RunRefused extends RuntimeException {

  public RunRefused(String words) {
    // The caller's doing: no stack trace is taken.
    super(words, null, false, false);
  }
}
