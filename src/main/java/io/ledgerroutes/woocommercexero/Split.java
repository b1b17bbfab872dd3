package io.ledgerroutes.woocommercexero;

import java.util.List;

/** What a refund takes off an invoice. */
sealed interface Split {
  /**
   * It takes so much off these lines.
   *
   * @param lines the same as lines of the credit note
   */
  record Taking(List<Taken> taken, List<NoteLine> lines) implements Split {}

  /** A rule stops it; the reason says to a bookkeeper what to do. */
  record Refused(String reason) implements Split {}
}
