package io.ledgerroutes.xero;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and days as Xero writes them: {@code /Date(1518685950940+0000)/} or ISO, with or without a zone (facts, Xero 3). */
public final class XeroDates {

  private static final Pattern MICROSOFT = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");
  private static final DateTimeFormatter WHOLE_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final int DAY_LENGTH = 10;

  private XeroDates() {}

  /** A moment; one without a zone is UTC. Empty where the text is neither form. */
  public static Optional<Instant> instant(String text) {
    Matcher microsoft = MICROSOFT.matcher(text);
    if (microsoft.matches()) {
      // The zone behind the milliseconds is for show: they count from 1970 UTC.
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(microsoft.group(1))));
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noZone) {
      return utc(text);
    }
  }

  private static Optional<Instant> utc(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** A day of the organisation: written as its midnight UTC, so that no zone enters. Empty where it is none. */
  public static Optional<LocalDate> day(String text) {
    if (MICROSOFT.matcher(text).matches()) {
      return instant(text).map(midnight -> LocalDate.ofInstant(midnight, ZoneOffset.UTC));
    }
    try {
      return Optional.of(LocalDate.parse(text.length() > DAY_LENGTH ? text.substring(0, DAY_LENGTH) : text));
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  /**
   * What {@code If-Modified-Since} says to leave out nothing from this moment on: whole seconds UTC, and a second
   * earlier, because whether Xero counts the named second in is not known.
   */
  static String modifiedSince(Instant from) {
    Instant second = from.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
    return WHOLE_SECONDS.format(LocalDateTime.ofInstant(second, ZoneOffset.UTC));
  }
}
