package io.ledgerroutes.xero;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a tenant may still spend, as far as this node knows.
 *
 * @param minuteLeft calls of this minute
 * @param inFlight calls running now, of five
 * @param waiting calls that wait for their slot
 * @param dayLeft as Xero last said; empty before the first call of the day's window
 * @param day calls of a whole day, by what was seen; empty before the first call
 * @param opensIn how long until the next call may start; zero for now
 * @param closedBecause the limit that is used up, by Xero's word or our own count; empty when it is open
 * @param calls that this node has made since it started
 */
public record BudgetFigures(
  int minuteLeft,
  int inFlight,
  int waiting,
  OptionalInt dayLeft,
  OptionalInt day,
  Duration opensIn,
  Optional<XeroLimit> closedBecause,
  long calls
) {
  /** Why old records must wait: the last fifth of a day's calls is kept for live ones. Empty if they need not. */
  public Optional<String> keptForLive() {
    boolean fifth = dayLeft.isPresent() && dayLeft.getAsInt() <= day.orElse(0) / 5;
    return fifth
      ? Optional.of("the rest of the day's calls at Xero is kept for live records")
      : Optional.empty();
  }
}
