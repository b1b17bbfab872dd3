package io.ledgerroutes.trace;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Says in every line of the log, until it is closed, whom this thread serves: {@code connection}, {@code flow} and
 * {@code correlation}, the ids under which arrivals are followed from the webhook to the remotes. Closing puts back
 * what was said before, so that nothing is said of the next one.
 */
public final class Trace implements AutoCloseable {

  /** The header that carries the id in and out. */
  public static final String HEADER = "X-Correlation-Id";

  private static final String CONNECTION = "connection";
  private static final String FLOW = "flow";
  private static final String CORRELATION = "correlation";
  private static final String BETWEEN = ",";
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{7,63}");

  private final Map<String, String> before;

  private Trace(Map<String, String> said) {
    this.before = MDC.getCopyOfContextMap();
    said.forEach(MDC::put);
  }

  /** One arrival or one call. */
  public static Trace of(String id) {
    return new Trace(Map.of(CORRELATION, id));
  }

  /** The work on arrivals of one connection and flow, whose ids may be many. */
  public static Trace of(String connection, String flow, Collection<String> ids) {
    Map<String, String> said = new HashMap<>();
    said.put(CONNECTION, connection);
    said.put(FLOW, flow);
    said.put(CORRELATION, String.join(BETWEEN, ids));
    return new Trace(said);
  }

  /** What this thread serves: one id, or several with commas between. */
  public static Optional<String> ids() {
    return Optional.ofNullable(MDC.get(CORRELATION)).filter(known -> !known.isEmpty());
  }

  /** The id of the one arrival or call that this thread serves; empty where it serves several, or none. */
  public static Optional<String> id() {
    return ids().filter(known -> !known.contains(BETWEEN));
  }

  /** Whether an id from outside may be taken over: 8 to 64 letters, digits, dots, hyphens and underscores. */
  public static boolean harmless(String offered) {
    return offered != null && HARMLESS.matcher(offered).matches();
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
