package io.ledgerroutes.woocommercexero;

import java.util.Map;
import java.util.Optional;

/** Where a line is booked. */
sealed interface Coding {
  /**
   * To this account with this tax type, which is always sent (rule A8).
   *
   * @param tracking option by category
   * @param taxAccount the liability to which its tax goes as a line of its own (rule W2)
   */
  record Coded(
    String account,
    String taxType,
    Map<String, String> tracking,
    Optional<String> taxAccount
  ) implements Coding {
    public Coded {
      tracking = Map.copyOf(tracking);
    }
  }

  /** No rule names it, or the books do not take it; the words say what to do. */
  record Uncoded(String reason) implements Coding {}
}
