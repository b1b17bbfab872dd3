package io.ledgerroutes.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * How a connection stands on this node.
 *
 * @param good its last good version; empty when its file was never good
 * @param present whether its file is there
 * @param paused by which operator, and when
 * @param consentBroken why its consent is no longer honoured, by its grant or its organisation
 */
record Standing(
  String id,
  Optional<Connection> good,
  boolean present,
  Optional<Since> paused,
  Optional<Since> consentBroken
) {
  /** A word, an operator's name or a reason, and since when it counts. */
  record Since(String word, Instant at) {}

  ConnectionState state() {
    if (good.isEmpty()) {
      return ConnectionState.INVALID;
    }
    if (!present || paused.isPresent()) {
      return ConnectionState.PAUSED;
    }
    return consentBroken.isPresent() ? ConnectionState.RECONNECT : ConnectionState.RUNNING;
  }

  Optional<String> reason() {
    return switch (state()) {
      case RUNNING -> Optional.empty();
      case INVALID -> Optional.of("its file has never been good");
      case RECONNECT -> consentBroken.map(Since::word);
      case PAUSED -> Optional.of(
        present ? "paused by " + paused.orElseThrow().word() : "its file was removed"
      );
    };
  }

  /** Since when it is so; empty where nobody noted it. */
  Optional<Instant> since() {
    return switch (state()) {
      case RUNNING, INVALID -> Optional.empty();
      case RECONNECT -> consentBroken.map(Since::at);
      case PAUSED -> present ? paused.map(Since::at) : Optional.empty();
    };
  }
}
