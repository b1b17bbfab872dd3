package io.ledgerroutes.connection;

import java.util.Map;
import java.util.Optional;

/**
 * An organisation belongs to one grant: two would refresh and disconnect each other's, so no call could be made for
 * any of its connections. The file that comes with another grant is refused, and those that work go on.
 */
final class OneGrant {

  private final FirstCome order;
  private final Map<String, Connection> now;

  /**
   * @param before the last good versions by id
   * @param now the versions as they would be if every good file were taken over, by id
   */
  OneGrant(Map<String, Connection> before, Map<String, Connection> now) {
    this.order = new FirstCome(before, (known, read) -> known.xero().equals(read.xero()));
    this.now = Map.copyOf(now);
  }

  /** Why a good file is refused all the same; empty when it may be taken over. */
  Optional<ConnectionProblem> refusal(Connection connection, String text) {
    return now
      .values()
      .stream()
      .filter(other -> other.xero().tenant().equals(connection.xero().tenant()))
      .filter(other -> !other.xero().grant().equals(connection.xero().grant()))
      .filter(other -> order.goesBefore(other, connection))
      .min((one, other) -> one.id().compareTo(other.id()))
      .map(other ->
        LinkedIdentity.problem(
          connection,
          text,
          "xero.grant",
          "is another one than " +
            other.xero().grant() +
            ", by which " +
            other.id() +
            " has the same organisation",
          "set xero.grant to " + other.xero().grant() + ", or change both files at once"
        )
      );
  }
}
