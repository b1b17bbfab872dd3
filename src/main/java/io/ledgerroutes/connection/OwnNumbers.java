package io.ledgerroutes.connection;

import java.util.Map;
import java.util.Optional;

/**
 * An organisation has each number once: two connections that number alike would take each other's documents for their
 * own. The file that comes with a clash is refused, and what works goes on (rule W5).
 */
final class OwnNumbers {

  private final FirstCome order;
  private final Map<String, Connection> now;

  /**
   * @param before the last good versions by id
   * @param now the versions as they would be if every good file were taken over, by id
   */
  OwnNumbers(Map<String, Connection> before, Map<String, Connection> now) {
    this.now = Map.copyOf(now);
    this.order = new FirstCome(
      before,
      (known, read) ->
        known.xero().tenant().equals(read.xero().tenant()) &&
        known.settings().numbers().equals(read.settings().numbers())
    );
  }

  /** Why a good file is refused all the same; empty when it may be taken over. */
  Optional<ConnectionProblem> refusal(Connection connection, String text) {
    return now
      .values()
      .stream()
      .filter(other -> !other.id().equals(connection.id()))
      .filter(other -> other.xero().tenant().equals(connection.xero().tenant()))
      .filter(other -> order.goesBefore(other, connection))
      .sorted((one, other) -> one.id().compareTo(other.id()))
      .flatMap(other -> clash(connection, other, text).stream())
      .findFirst();
  }

  private static Optional<ConnectionProblem> clash(Connection connection, Connection other, String text) {
    return connection
      .settings()
      .numbers()
      .filter(own -> other.settings().numbers().filter(own::meets).isPresent())
      .map(own ->
        LinkedIdentity.problem(
          connection,
          text,
          own.setting(),
          "makes the same numbers as " +
            other.settings().numbers().map(NumberPattern::text).orElse("") +
            " of " +
            other.id() +
            ", which has the same organisation",
          "give this connection a pattern of its own, as " + ownPattern(connection, own)
        )
      );
  }

  private static String ownPattern(Connection connection, NumberPattern own) {
    return (
      connection.id().toUpperCase(java.util.Locale.ROOT) + "-" + own.text().replaceAll(".*(\\{.*}).*", "$1")
    );
  }
}
