package io.ledgerroutes.sandbox.xero;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as Xero reads and writes them (facts, Xero 3). */
final class XeroDates {

  private static final Pattern MILLIS = Pattern.compile("/Date\\((-?\\d+)(?:[+-]\\d{4})?\\)/");

  private XeroDates() {}

  /** {@code /Date(1518685950940+0000)/} */
  static String instant(long millis) {
    return "/Date(" + millis + "+0000)/";
  }

  /** {@code 2018-02-15T05:41:30Z} */
  static String text(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A document's day in the same form: midnight UTC. */
  static String day(LocalDate day) {
    return instant(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  /** A document's day without zone: {@code 2026-11-21T00:00:00}. */
  static String dayText(LocalDate day) {
    return day + "T00:00:00";
  }

  /** The millis of {@code /Date(…)/}. */
  static long millis(String text) {
    Matcher matcher = MILLIS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** A day out of a request: ISO, with or without a time, or {@code /Date(…)/}. */
  static Optional<LocalDate> read(String text) {
    try {
      if (MILLIS.matcher(text).matches()) {
        return Optional.of(LocalDate.ofInstant(Instant.ofEpochMilli(millis(text)), ZoneOffset.UTC));
      }
      return Optional.of(
        LocalDate.parse(text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text)
      );
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /** If-Modified-Since: UTC, whole seconds, ISO without zone; the form of RFC 1123 works too. */
  static Optional<Instant> since(String header) {
    try {
      return Optional.of(
        LocalDateTime.parse(header.replaceFirst("Z$", ""))
          .toInstant(ZoneOffset.UTC)
          .truncatedTo(ChronoUnit.SECONDS)
      );
    } catch (DateTimeException notIso) {
      try {
        return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeException unreadable) {
        return Optional.empty();
      }
    }
  }
}
