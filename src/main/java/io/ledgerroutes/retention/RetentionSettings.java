package io.ledgerroutes.retention;

import io.ledgerroutes.start.StartRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ledger.retention.*}, in days, weeks, months or years: {@code 30d}, {@code 7y}. 0 keeps for good.
 *
 * @param payload of payloads, closed requests and the rows of runs, counted from when they came in
 * @param files of the bytes of files, counted from when they were delivered or given up
 * @param done of finished messages, dry runs and comparisons
 * @param audit of the trail
 */
@ConfigurationProperties("ledger.retention")
public record RetentionSettings(
  @DefaultValue("30d") Period payload,
  @DefaultValue("90d") Period files,
  @DefaultValue("400d") Period done,
  @DefaultValue("7y") Period audit
) {
  private static final String NAME = "ledger.retention.";
  private static final Period SHORTEST_PAYLOAD = Period.ofDays(1);
  private static final Period SHORTEST_FILES = Period.ofDays(7);
  private static final Period SHORTEST_DONE = Period.ofDays(7);

  /**
   * Refuses what would not be safe.
   *
   * @throws StartRefused with the reason
   */
  public void check() {
    atLeast(
      "payload",
      payload,
      SHORTEST_PAYLOAD,
      "requests are needed until it is known what became of them, and yesterday's dry run for its backfill",
      "at least 1d"
    );
    atLeast(
      "files",
      files,
      SHORTEST_FILES,
      "a file that the other side lost must be there to be handed over again",
      "at least 7d"
    );
    atLeast(
      "done",
      done,
      SHORTEST_DONE,
      "an operator must be able to see after a weekend what became of a message",
      "at least 7d"
    );
    atLeast(
      "done",
      done,
      payload,
      "messages outlive their payloads",
      "no shorter than ledger.retention.payload"
    );
    atLeast(
      "audit",
      audit,
      done,
      "the trail tells of messages that are still there",
      "no shorter than ledger.retention.done"
    );
  }

  private static void atLeast(String name, Period period, Period least, String why, String remedy) {
    boolean negative = period.isNegative();
    boolean shorter = !forGood(period) && (forGood(least) || days(period) < days(least));
    if (negative || shorter) {
      throw new StartRefused(
        NAME + name + " is " + shown(period) + ", which is too short: " + why + ".",
        "Set " + NAME + name + " to " + remedy + ", or to 0 to keep them for good."
      );
    }
  }

  private static String shown(Period period) {
    return period.toString().substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean forGood(Period period) {
    return period.isZero();
  }

  private static long days(Period period) {
    return Duration.between(Instant.EPOCH, Instant.EPOCH.atOffset(ZoneOffset.UTC).plus(period)).toDays();
  }

  boolean keepsForGood(Age age) {
    return forGood(of(age));
  }

  /** Before when rows are old. */
  Instant before(Age age, Instant now) {
    return now.atOffset(ZoneOffset.UTC).minus(of(age)).toInstant();
  }

  private Period of(Age age) {
    return switch (age) {
      case PAYLOAD -> payload;
      case FILES -> files;
      case DONE -> done;
      case AUDIT -> audit;
    };
  }
}
