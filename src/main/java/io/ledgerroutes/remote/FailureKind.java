package io.ledgerroutes.remote;

/** What a failure means for the record that met it. */
public enum FailureKind {
  /** Will pass by itself: retried later. */
  TRANSIENT,
  /** The remote asked for fewer calls and did nothing: retried when it says. */
  THROTTLED,
  /** No retry will mend it: dead at once, with the remote's own words. */
  STRUCTURAL,
  /** A name or number is taken: look, then decide. */
  CONFLICT,
  /** A rule of the books forbids it: held for a person. */
  RULE,
  /** The consent or the key is no longer good: the connection says "reconnect"; nothing is lost. */
  CREDENTIALS,
}
