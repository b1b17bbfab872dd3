package io.ledgerroutes.xero;

import io.ledgerroutes.remote.RemoteAnswer;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/** Which of Xero's limits a 429 speaks of, and how long it asks to wait (facts, Xero 2). */
public enum XeroLimit {
  /** 60 calls of an organisation in a fixed minute. */
  MINUTE("the organisation's calls of this minute are used up"),
  /** 5,000 calls of an organisation in a fixed day, 1,000 on the smallest plan. */
  DAY("the organisation's calls of this day are used up"),
  /** 5 calls of an organisation at once. */
  CONCURRENT("too many calls of the organisation at once"),
  /** 10,000 calls of the app in a minute, whatever the organisation. */
  APP_MINUTE("the app's calls of this minute are used up");

  private static final Duration MINUTE_UNTOLD = Duration.ofSeconds(60);
  private static final Duration DAY_UNTOLD = Duration.ofMinutes(15);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final String words;

  XeroLimit(String words) {
    this.words = words;
  }

  /** For an operator. */
  String words() {
    return words;
  }

  /** As the API and the figures name it: {@code app-minute}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The limit of a 429; one that names none is known by what the answer says is left. */
  static XeroLimit of(RemoteAnswer refusal) {
    return switch (refusal.header("x-rate-limit-problem").orElse("").toLowerCase(Locale.ROOT)) {
      case "minute" -> MINUTE;
      case "day" -> DAY;
      case "concurrent" -> CONCURRENT;
      case "appminute" -> APP_MINUTE;
      default -> unnamed(refusal);
    };
  }

  private static XeroLimit unnamed(RemoteAnswer refusal) {
    OptionalInt minute = left(refusal, "min");
    if (left(refusal, "day").orElse(1) == 0) {
      return DAY;
    }
    if (left(refusal, "appmin").orElse(1) == 0) {
      return APP_MINUTE;
    }
    // One for too many at once may say nothing at all about itself, but what is left it does say.
    return minute.orElse(0) > 0 && refusal.header("retry-after").isEmpty() ? CONCURRENT : MINUTE;
  }

  /** How long this 429 asks to wait. */
  Duration pause(RemoteAnswer refusal) {
    OptionalInt asked = number(refusal, "retry-after");
    if (asked.isPresent()) {
      return Duration.ofSeconds(Math.max(1, asked.getAsInt()));
    }
    return switch (this) {
      case MINUTE, APP_MINUTE -> MINUTE_UNTOLD;
      case DAY -> DAY_UNTOLD;
      case CONCURRENT -> A_MOMENT;
    };
  }

  /** What an answer says is left of {@code min}, {@code day} or {@code appmin}. */
  static OptionalInt left(RemoteAnswer answer, String window) {
    return number(answer, "x-" + window + "limit-remaining");
  }

  private static OptionalInt number(RemoteAnswer answer, String header) {
    return answer
      .header(header)
      .filter(value -> value.matches("\\d{1,9}"))
      .map(value -> OptionalInt.of(Integer.parseInt(value)))
      .orElse(OptionalInt.empty());
  }
}
