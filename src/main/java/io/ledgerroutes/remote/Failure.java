package io.ledgerroutes.remote;

import java.time.Duration;
import java.util.Optional;

/**
 * A failed call or a refused element.
 *
 * @param remote which system, e.g. {@code xero}
 * @param status the HTTP status, 0 where no answer came
 * @param words what the remote said, clipped, without personal data or secrets
 * @param retryAfter how long the remote asked to wait
 * @param mayHaveHappened whether the remote may have done what was asked
 */
public record Failure(
  String remote,
  FailureKind kind,
  int status,
  String words,
  Optional<Duration> retryAfter,
  boolean mayHaveHappened
) {
  @Override
  public String toString() {
    return remote + (status == 0 ? "" : " " + status) + ": " + words;
  }
}
