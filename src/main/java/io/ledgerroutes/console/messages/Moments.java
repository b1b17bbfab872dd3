package io.ledgerroutes.console.messages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as pages show them: to the second, in UTC. */
final class Moments {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
    "yyyy-MM-dd HH:mm:ss 'UTC'",
    Locale.ROOT
  ).withZone(ZoneOffset.UTC);

  /** Empty where there is none. */
  public String of(Instant time) {
    return time == null ? "" : FORM.format(time);
  }
}
