package io.ledgerroutes.connection;

import java.util.List;

/** Finds out whether a connection would work as its file says. Each integration gives such checks as Spring beans. */
public interface ConnectionCheck {
  /**
   * Talks to a system of the connection, and changes nothing.
   *
   * @return what was found, in the order in which to mend it; empty where the connection is none of its business
   */
  List<Finding> check(Connection connection);
}
