package io.ledgerroutes.connection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of every day, written {@code 01:00-05:00 Pacific/Auckland}; one that ends before it begins goes
 * over midnight.
 *
 * @param from inclusive
 * @param to exclusive
 * @param zone whose hours they are
 */
public record Window(LocalTime from, LocalTime to, ZoneId zone) {
  private static final Pattern TEXT = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+)");

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  public static Window of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not of the form 01:00-05:00 Pacific/Auckland");
    }
    try {
      Window window = new Window(
        LocalTime.parse(matcher.group(1)),
        LocalTime.parse(matcher.group(2)),
        ZoneId.of(matcher.group(3))
      );
      if (window.from.equals(window.to)) {
        throw new IllegalArgumentException("it begins and ends at the same time");
      }
      return window;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Whether the moment lies in it, by the clocks of its zone. */
  public boolean contains(Instant moment) {
    LocalTime time = moment.atZone(zone).toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(to);
    return from.isBefore(to) ? begun && !over : begun || !over;
  }

  /** How long until it opens; zero while it is open. */
  public Duration untilOpen(Instant moment) {
    if (contains(moment)) {
      return Duration.ZERO;
    }
    ZonedDateTime now = moment.atZone(zone);
    ZonedDateTime today = now.with(from);
    return Duration.between(now, today.isAfter(now) ? today : now.plusDays(1).with(from));
  }

  /** As it stands in a connection's file. */
  public String text() {
    return from + "-" + to + " " + zone;
  }
}
