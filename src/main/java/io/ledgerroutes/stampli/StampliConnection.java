package io.ledgerroutes.stampli;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import java.util.Optional;

/** Settings of a connection that delivers to Stampli. */
public interface StampliConnection {
  StampliSettings stampli();

  /** How a connection reaches Stampli; empty where there is none of this id, or it does not deliver there. */
  static Optional<StampliSettings> settings(Connections connections, String id) {
    return connections.find(id).flatMap(StampliConnection::settings);
  }

  /** As {@link #settings(Connections, String)}. */
  static Optional<StampliSettings> settings(Connection connection) {
    return Optional.of(connection.settings())
      .filter(StampliConnection.class::isInstance)
      .map(settings -> ((StampliConnection) settings).stampli());
  }
}
