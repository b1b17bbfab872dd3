package io.ledgerroutes.connection;

/** What an integration does at its other system when one of its connections is removed for good. */
public interface Farewell {
  /**
   * Leaves nothing behind there, as far as that system answers.
   *
   * @return what was done or is left to do by hand, in words; empty where this connection is none of its business
   */
  String leave(Connection connection);
}
