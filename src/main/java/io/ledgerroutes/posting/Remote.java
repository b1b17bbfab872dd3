package io.ledgerroutes.posting;

import java.time.Duration;

/** The remote that a target's documents stand at. */
public interface Remote {
  /** The longest a write may take; a write starts only if the lease outlasts it. */
  Duration callTimeout();

  /** Whether the remote answers a cheap call now: tells "it is down" from "it fails on this request". */
  boolean answers(String tenant);
}
