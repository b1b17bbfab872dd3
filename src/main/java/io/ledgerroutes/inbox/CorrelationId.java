package io.ledgerroutes.inbox;

import io.ledgerroutes.trace.Trace;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name under which an arrival is followed from the webhook to the remote's log. */
public final class CorrelationId {

  private CorrelationId() {}

  /** A new one: 16 hexadecimal digits, not guessable enough to be a secret. */
  public static String fresh() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** The sender's own where it is harmless, else a new one. */
  public static String taken(String offered) {
    return Trace.harmless(offered) ? offered : fresh();
  }

  /** The id of the call that this thread answers, else a new one. */
  public static String current() {
    return Trace.id().orElseGet(CorrelationId::fresh);
  }
}
