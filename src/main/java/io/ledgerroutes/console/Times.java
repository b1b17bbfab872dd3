package io.ledgerroutes.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** Times as pages show them: {@code ${@times.at(time)}} in a template. Always UTC, and it says so. */
@Component("times")
public class Times {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
    "yyyy-MM-dd HH:mm:ss 'UTC'"
  ).withZone(ZoneOffset.UTC);

  /** To the second; "–" for none. */
  public String at(Instant time) {
    return time == null ? "–" : FORM.format(time);
  }

  /** How long ago it was, in the two largest units; "–" for none. */
  public String age(Instant time) {
    if (time == null) {
      return "–";
    }
    Duration age = Duration.between(time, Instant.now());
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
  }
}
