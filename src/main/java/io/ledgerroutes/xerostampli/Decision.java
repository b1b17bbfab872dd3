package io.ledgerroutes.xerostampli;

import java.util.List;
import java.util.Optional;

/**
 * What an operator decided about one bill; it stays for the bill's later versions.
 *
 * @param orders that it belongs to, by id; empty where nobody paired it
 * @param number the supplier's own number, which stands in the file instead of Xero's (rule P2)
 * @param released whether it goes although a rule that asks a person stopped it
 */
public record Decision(List<String> orders, Optional<String> number, boolean released) {
  /** Nobody decided anything. */
  public static final Decision NONE = new Decision(List.of(), Optional.empty(), false);

  public Decision {
    orders = List.copyOf(orders);
  }
}
