package io.ledgerroutes.posting;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.remote.Failure;

/** What became of one draft. */
public sealed interface Posted {
  /** The document stands at the target. */
  record Linked(Link link, How how) implements Posted {}

  /**
   * It does not, or not as meant; the outcome says why.
   *
   * @param failure what the target said, or null where it was not the target's word
   */
  record NotLinked(Outcome outcome, Failure failure) implements Posted {
    public NotLinked(Outcome outcome) {
      this(outcome, null);
    }
  }

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
