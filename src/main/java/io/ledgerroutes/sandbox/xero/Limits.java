package io.ledgerroutes.sandbox.xero;

import io.ledgerroutes.sandbox.stage.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts calls in fixed windows whose phase differs from tenant to tenant, and calls in flight. A refused
 * call is counted but uses nothing up. Kept in memory only: a restarted sandbox begins with full windows.
 */
final class Limits {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Clock clock;
  private final Map<String, Usage> usages = new TreeMap<>();
  private final Window app = new Window(MINUTE, 0);
  private LimitSettings settings;
  private int concurrentRefusals;

  /** A fixed window: it starts at every multiple of its length, shifted by its phase. */
  private static final class Window {

    private final long length;
    private final long phase;
    private long start;
    private int used;

    private Window(long length, long phase) {
      this.length = length;
      this.phase = phase;
    }

    private int used(long now) {
      long current = now - Math.floorMod(now - phase, length);
      if (current != start) {
        start = current;
        used = 0;
      }
      return used;
    }

    private long secondsLeft(long now) {
      return Math.max(1, Math.ceilDiv(start + length - now, 1000));
    }
  }

  /** What one tenant used and was refused. */
  private static final class Usage {

    private final Window minute;
    private final Window day;
    private final Map<String, Integer> refused = new TreeMap<>();
    private int inFlight;
    private int maxInFlight;
    private int maxInMinute;
    private int mostADay = Integer.MAX_VALUE;

    private Usage(String tenant) {
      long chance = tenant.hashCode();
      minute = new Window(MINUTE, Math.floorMod(chance * 7919, MINUTE));
      day = new Window(DAY, Math.floorMod(chance * 104_729, DAY));
    }
  }

  /** Either let in, with the headers of the answer, or refused with the answer itself. */
  record Entry(Map<String, String> headers, Answer refusal) {
    boolean refused() {
      return refusal != null;
    }
  }

  /** Counts of one tenant: refusals by problem, most calls at once and in one window. */
  record Counts(Map<String, Integer> refused, int maxInFlight, int maxInMinute) {}

  Limits(Clock clock, LimitSettings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  synchronized LimitSettings settings() {
    return settings;
  }

  synchronized void change(LimitSettings changed) {
    settings = changed;
  }

  /**
   * Lets a call in or refuses it; one that was let in must {@link #leave}. A small tenant may have fewer calls a
   * day than the others.
   */
  synchronized Entry enter(String tenant, int mostADay) {
    long now = clock.millis();
    Usage usage = usages.computeIfAbsent(tenant, Usage::new);
    usage.mostADay = mostADay;
    String problem = settings.enabled() ? problem(usage, now) : null;
    if (problem != null) {
      usage.refused.merge(problem, 1, Integer::sum);
      return new Entry(Map.of(), refusal(usage, problem, now));
    }
    usage.minute.used(now);
    usage.day.used(now);
    app.used(now);
    usage.minute.used++;
    usage.day.used++;
    app.used++;
    usage.inFlight++;
    usage.maxInFlight = Math.max(usage.maxInFlight, usage.inFlight);
    usage.maxInMinute = Math.max(usage.maxInMinute, usage.minute.used);
    return new Entry(remaining(usage, now), null);
  }

  synchronized void leave(String tenant) {
    usages.get(tenant).inFlight--;
  }

  private String problem(Usage usage, long now) {
    if (usage.inFlight >= settings.concurrent()) {
      return "concurrent";
    }
    if (usage.minute.used(now) >= settings.minute()) {
      return "minute";
    }
    if (usage.day.used(now) >= day(usage)) {
      return "day";
    }
    return app.used(now) >= settings.appMinute() ? "appminute" : null;
  }

  /** Empty, without a Content-Type; every other refusal for concurrency says not even why (facts, Xero 2). */
  private Answer refusal(Usage usage, String problem, long now) {
    Answer answer = Answer.empty(429).with(remaining(usage, now));
    if (problem.equals("concurrent") && concurrentRefusals++ % 2 == 1) {
      return answer;
    }
    answer = answer.with("X-Rate-Limit-Problem", problem);
    return switch (problem) {
      case "minute" -> answer.with("Retry-After", Long.toString(usage.minute.secondsLeft(now)));
      case "day" -> answer.with("Retry-After", Long.toString(usage.day.secondsLeft(now)));
      default -> answer;
    };
  }

  private Map<String, String> remaining(Usage usage, long now) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-DayLimit-Remaining", left(day(usage), usage.day.used(now)));
    headers.put("X-MinLimit-Remaining", left(settings.minute(), usage.minute.used(now)));
    headers.put("X-AppMinLimit-Remaining", left(settings.appMinute(), app.used(now)));
    return headers;
  }

  private int day(Usage usage) {
    return Math.min(settings.day(), usage.mostADay);
  }

  private static String left(int limit, int used) {
    return Integer.toString(Math.max(0, limit - used));
  }

  synchronized Counts counts(String tenant) {
    Usage usage = usages.getOrDefault(tenant, new Usage(tenant));
    return new Counts(new TreeMap<>(usage.refused), usage.maxInFlight, usage.maxInMinute);
  }

  /** Forgets the counts; windows and calls in flight go on. */
  synchronized void clearCounts() {
    usages
      .values()
      .forEach(usage -> {
        usage.refused.clear();
        usage.maxInFlight = usage.inFlight;
        usage.maxInMinute = 0;
      });
  }
}
