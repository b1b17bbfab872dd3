package io.ledgerroutes.inbox;

import java.util.Objects;

/**
 * A record's arrival, before it is on disk.
 *
 * @param key the aggregate's identity within connection and flow, at most 200 printable characters
 * @param payload what came in, kept encrypted for the operator; may be empty
 * @param correlationId follows the record from the webhook to the remote's log, at most 64 characters
 */
public record NewMessage(String connection, String flow, String key, byte[] payload, String correlationId) {
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_NAME = 64;

  public NewMessage {
    requireName("connection", connection, LONGEST_NAME);
    requireName("flow", flow, LONGEST_NAME);
    requireName("key", key, LONGEST_KEY);
    requireName("correlation id", correlationId, LONGEST_NAME);
    Objects.requireNonNull(payload, "payload");
  }

  private static void requireName(String what, String value, int longest) {
    if (
      value == null ||
      value.isBlank() ||
      value.length() > longest ||
      value.chars().anyMatch(Character::isISOControl)
    ) {
      throw new IllegalArgumentException(
        "A message's " + what + " needs 1 to " + longest + " printable characters"
      );
    }
  }
}
