package io.ledgerroutes.inbox;

import java.time.Duration;

/**
 * Messages of one connection, flow and state that are not finished, held and dead ones included.
 *
 * @param oldestAge since the oldest of them was received
 */
public record Unfinished(
  String connection,
  String flow,
  MessageState state,
  long messages,
  Duration oldestAge
) {}
