package io.ledgerroutes.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days of the organisation (rule A3).
 *
 * @param from its first day
 * @param to its last day, included
 */
public record Period(LocalDate from, LocalDate to) {
  private static final int LONGEST_DAYS = 3_700;

  /**
   * Checks that it is one.
   *
   * @throws IllegalArgumentException in words for the caller
   */
  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("The period ends on " + to + " before it begins on " + from);
    }
    if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
      throw new IllegalArgumentException("The period is longer than ten years");
    }
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether a day lies in both. */
  public boolean overlaps(Period other) {
    return !other.to.isBefore(from) && !other.from.isAfter(to);
  }

  /** The first moment of it. */
  public Instant begins(ZoneId zone) {
    return from.atStartOfDay(zone).toInstant();
  }

  /** The first moment after it. */
  public Instant ends(ZoneId zone) {
    return to.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
