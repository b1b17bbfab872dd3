package io.ledgerroutes.inbox;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name under which an arrival is followed from the webhook to the remote's log. */
public final class CorrelationId {

  private CorrelationId() {}

  /** A new one: 16 hexadecimal digits, not guessable enough to be a secret. */
  public static String fresh() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
