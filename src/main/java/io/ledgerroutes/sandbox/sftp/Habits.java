package io.ledgerroutes.sandbox.sftp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How Stampli behaves.
 *
 * @param sweepAfterMillis how long a file lies under its final name before it is taken: 0 in the very moment in which
 *     it gets that name, {@link #NEVER} only on command (facts, Stampli: swept away within seconds of arriving)
 */
record Habits(long sweepAfterMillis) {
  static final long NEVER = -1;

  static final Habits USUAL = new Habits(2_000);

  /** With what the wish names changed; throws IllegalArgumentException that says what to do. */
  Habits with(JsonNode wish) {
    JsonNode millis = wish.path("sweepAfterMillis");
    if (!millis.canConvertToLong() || millis.asLong() < NEVER) {
      throw new IllegalArgumentException(
        "sweepAfterMillis must be -1 (on command only), 0 (at once) or more"
      );
    }
    return new Habits(millis.asLong());
  }
}
