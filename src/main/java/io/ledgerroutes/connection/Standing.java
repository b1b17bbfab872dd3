package io.ledgerroutes.connection;

import java.util.Optional;

/**
 * How a connection stands on this node.
 *
 * @param good its last good version; empty when its file was never good
 * @param present whether its file is there
 * @param pausedBy the operator who paused it
 * @param consentBroken why its consent is no longer honoured, by its grant or its organisation
 */
record Standing(
  String id,
  Optional<Connection> good,
  boolean present,
  Optional<String> pausedBy,
  Optional<String> consentBroken
) {
  ConnectionState state() {
    if (good.isEmpty()) {
      return ConnectionState.INVALID;
    }
    if (!present || pausedBy.isPresent()) {
      return ConnectionState.PAUSED;
    }
    return consentBroken.isPresent() ? ConnectionState.RECONNECT : ConnectionState.RUNNING;
  }

  Optional<String> reason() {
    return switch (state()) {
      case RUNNING -> Optional.empty();
      case INVALID -> Optional.of("its file has never been good");
      case RECONNECT -> consentBroken;
      case PAUSED -> Optional.of(present ? "paused by " + pausedBy.orElseThrow() : "its file was removed");
    };
  }
}
