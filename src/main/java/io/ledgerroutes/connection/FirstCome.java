package io.ledgerroutes.connection;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Which of two files that exclude each other stays: what stood already, else the first by id. */
final class FirstCome {

  private final Map<String, Connection> before;
  private final BiPredicate<Connection, Connection> same;

  /**
   * @param before the last good versions by id
   * @param same whether two versions of a connection are the same in what is at stake
   */
  FirstCome(Map<String, Connection> before, BiPredicate<Connection, Connection> same) {
    this.before = Map.copyOf(before);
    this.same = same;
  }

  boolean goesBefore(Connection one, Connection other) {
    boolean oneStood = stood(one);
    return oneStood == stood(other) ? one.id().compareTo(other.id()) < 0 : oneStood;
  }

  private boolean stood(Connection connection) {
    return Optional.ofNullable(before.get(connection.id()))
      .filter(known -> same.test(known, connection))
      .isPresent();
  }
}
