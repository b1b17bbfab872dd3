package io.ledgerroutes.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as pages show them: to the second, in UTC, which they say. */
public final class Times {

  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
    "uuuu-MM-dd HH:mm:ss 'UTC'"
  ).withZone(ZoneOffset.UTC);

  private Times() {}

  /** As {@code 2026-11-21 09:30:00 UTC}. */
  public static String utc(Instant moment) {
    return SECONDS.format(moment);
  }
}
