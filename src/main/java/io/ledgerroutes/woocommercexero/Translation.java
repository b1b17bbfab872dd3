package io.ledgerroutes.woocommercexero;

/** What an order means in the books. */
sealed interface Translation {
  /** It becomes this invoice, its payments and credits. */
  record Planned(OrderPlan plan) implements Translation {}

  /** A rule stops it; the reason says to a bookkeeper what to do. */
  record HeldBack(String reason) implements Translation {}

  /** There is nothing to book. */
  record NotWanted(String reason) implements Translation {}
}
