package io.ledgerroutes.connection;

import java.util.Optional;

/** What an integration reads out of a connection's file: a record of its own, typed and checked. */
public interface IntegrationSettings {
  /** Which other system the connection joins to Xero, such as a shop's address; empty where nothing names it. */
  default Optional<String> system() {
    return Optional.empty();
  }

  /** How it numbers documents whose numbers are unique in an organisation; empty where it makes none. */
  default Optional<NumberPattern> numbers() {
    return Optional.empty();
  }
}
