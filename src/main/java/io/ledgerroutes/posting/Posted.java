package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.Outcome;

/** What became of one draft. */
public sealed interface Posted {
  /** The document stands at the target. */
  record Linked(Link link, How how) implements Posted {}

  /** It does not, or not as meant; the outcome says why. */
  record NotLinked(Outcome outcome) implements Posted {}

  /** How a link came to be. */
  enum How {
    /** It was linked before this pass. */
    KNOWN,
    /** Written by this pass, or by an earlier one whose answer came now. */
    WRITTEN,
    /** Found at the target and equal to what was meant. */
    ADOPTED,
  }
}
