package io.ledgerroutes.connection;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a connection is polled.
 *
 * @param poll a Quartz cron expression, in UTC
 * @param backfillWindow when old records may be brought over; empty means at any time
 */
public record Schedule(String poll, Optional<Window> backfillWindow) {
  /**
   * Checks the cron expression.
   *
   * @throws IllegalArgumentException with the parser's words when Quartz does not understand it
   */
  public Schedule {
    cron(poll);
  }

  /** The first time after this one at which a poll is due, or empty when none will ever be. */
  public Optional<Instant> nextAfter(Instant time) {
    return Optional.ofNullable(cron(poll).getNextValidTimeAfter(Date.from(time))).map(Date::toInstant);
  }

  private static CronExpression cron(String expression) {
    try {
      CronExpression cron = new CronExpression(expression);
      cron.setTimeZone(TimeZone.getTimeZone("UTC"));
      return cron;
    } catch (ParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
