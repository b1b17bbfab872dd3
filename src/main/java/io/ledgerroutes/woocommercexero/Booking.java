package io.ledgerroutes.woocommercexero;

/** The invoice of an order, or why there is none. */
sealed interface Booking {
  /** It becomes this invoice. */
  record Booked(BookedOrder order) implements Booking {}

  /** A rule stops it; the reason says to a bookkeeper what to do. */
  record HeldBack(String reason) implements Booking {}

  /** There is nothing to book. */
  record NotWanted(String reason) implements Booking {}
}
