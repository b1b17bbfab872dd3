package io.ledgerroutes.connection;

import java.util.List;
import java.util.Optional;

/** What came of reading one connection's file. */
sealed interface Reading {
  /** It is good. */
  record Good(Connection connection) implements Reading {}

  /** It has problems; nothing of it counts. */
  record Bad(List<ConnectionProblem> problems) implements Reading {}

  /** It is for the sandbox, and this is not one. */
  record Ignored() implements Reading {}

  /** The connection if it is good. */
  default Optional<Connection> good() {
    return this instanceof Good(Connection connection) ? Optional.of(connection) : Optional.empty();
  }
}
