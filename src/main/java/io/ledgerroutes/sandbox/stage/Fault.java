package io.ledgerroutes.sandbox.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An order to fail. A call of the system whose path contains {@code path}, whose method is {@code method}
 * and whose body or query contains {@code match} fails by {@code kind}, with the given probability, {@code times}
 * times (-1: for ever). {@code millis} is how long a slow or hanging call takes, {@code bytes} how much of an upload
 * arrives before it fails. Of a 429 of Xero, {@code problem}
 * is which limit it tells of, "none" to say nothing, and {@code retryAfter} the seconds it names.
 */
public record Fault(
  String system,
  Kind kind,
  String path,
  Optional<String> method,
  Optional<String> match,
  int times,
  double probability,
  long seed,
  long millis,
  long bytes,
  Optional<String> problem,
  Optional<Long> retryAfter
) {
  private static final List<String> SYSTEMS = List.of("xero", "identity", "shop", "webhooks", "stampli");
  private static final List<String> PROBLEMS = List.of("minute", "day", "concurrent", "appminute", "none");

  /** How a call fails. */
  public enum Kind {
    /** 429 as the remote words it. */
    TOO_MANY_REQUESTS,
    /** 500; nothing was done. A keyed Xero call will hear it again. */
    ERROR_BEFORE,
    /** Done and remembered, then the connection is closed without an answer. */
    ANSWER_LOST,
    /** No answer for {@code millis}, then the connection is closed; nothing was done. */
    TIMEOUT,
    /** The connection is closed at once; nothing was done. */
    RESET,
    /** 503 with a page of HTML. */
    HTML,
    /** Done, after {@code millis}. */
    SLOW,
    /** Done, but the body of the answer is cut off in the middle; of Stampli: the upload is. */
    CUT,
    /** Done and answered at once, but the body takes {@code millis} to come. */
    SLOW_BODY,
    /** 503: the organisation or shop is offline. */
    OFFLINE,
    /** 401, and the grant is dead from now on. */
    TOKEN_REVOKED,
    /** 200 with a page of HTML, as of a program that broke in the middle; of Xero 503. */
    PAGE,
    /** Webhooks only: not sent at all. */
    LOST,
    /** A shop's webhooks only: sent twice. */
    DOUBLED,
    /** A shop's webhooks only: sent after those that wait behind it. */
    LATE,
    /** Stampli only: after so many bytes of an upload there is no room for more. */
    DISK_FULL,
    /** Stampli only: the user may not rename. */
    NO_RENAME,
    /** Stampli only: a rename is answered with a failure that says nothing; nothing was done. */
    RENAME_FAILS,
    /** Stampli only: the server shows another key to the next connections. */
    HOST_KEY_CHANGED,
    /** Stampli only: the right password or key is refused. */
    LOGIN_REFUSED;

    /** The kind by its name in the interface, e.g. {@code answer-lost}. */
    static Optional<Kind> named(String name) {
      return Arrays.stream(values())
        .filter(kind -> kind.text().equals(name))
        .findFirst();
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads the JSON of {@code POST /sandbox/faults}; throws IllegalArgumentException that says what to do. */
  public static Fault from(JsonNode json) {
    String system = Json.text(json, "system").orElse("");
    if (!SYSTEMS.contains(system)) {
      throw new IllegalArgumentException("system must be one of " + SYSTEMS);
    }
    Kind kind = Json.text(json, "kind")
      .flatMap(Kind::named)
      .orElseThrow(() ->
        new IllegalArgumentException(
          "kind must be one of " + Arrays.stream(Kind.values()).map(Kind::text).toList()
        )
      );
    return new Fault(
      system,
      kind,
      Json.text(json, "path").orElse(""),
      Json.text(json, "method").map(method -> method.toUpperCase(Locale.ROOT)),
      Json.text(json, "match"),
      json.path("times").asInt(1),
      json.path("probability").asDouble(1),
      json.path("seed").asLong(1),
      json.path("millis").asLong(kind == Kind.SLOW || kind == Kind.SLOW_BODY ? 2_000 : 60_000),
      json.path("bytes").asLong(512),
      Json.text(json, "problem").map(Fault::problem),
      Json.text(json, "retryAfter").map(Long::valueOf)
    );
  }

  private static String problem(String name) {
    if (!PROBLEMS.contains(name)) {
      throw new IllegalArgumentException("problem must be one of " + PROBLEMS);
    }
    return name;
  }

  boolean meets(String system, Call call) {
    return (
      this.system.equals(system) &&
      call.path().contains(path) &&
      method.map(call.method()::equals).orElse(true) &&
      match.map(word -> contains(call, word)).orElse(true)
    );
  }

  private static boolean contains(Call call, String word) {
    return call.text().contains(word) || (call.rawQuery() != null && call.rawQuery().contains(word));
  }
}
