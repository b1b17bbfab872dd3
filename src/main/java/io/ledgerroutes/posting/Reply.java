package io.ledgerroutes.posting;

import io.ledgerroutes.remote.Failure;

/** A target's answer to one element of a write. */
public sealed interface Reply {
  /**
   * Done.
   *
   * @param projection canonical projection of the document as answered
   */
  record Accepted(String targetId, String number, String projection) implements Reply {}

  /** Refused, with the remote's own words; nothing was written for this element. */
  record Refused(Failure failure) implements Reply {}
}
