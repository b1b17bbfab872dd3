package io.ledgerroutes.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of connection, such as {@code woocommerce-xero}. Each integration gives one as a Spring bean, which
 * must not itself need {@link Connections}.
 */
public interface Integration {
  /** As it stands after {@code integration:} in a connection's file. */
  String name();

  /** The flows that it brings over. */
  Set<String> flows();

  /** The flow of its poll messages. */
  String pollFlow();

  /**
   * The flow whose message, with the key {@code poll}, looks after what a connection keeps at its other system, e.g.
   * webhooks. One is stored whenever a credential changes; empty where there is nothing to look after.
   */
  default Optional<String> careFlow() {
    return Optional.empty();
  }

  /** The names of the credentials in the vault that each of its connections needs besides Xero's consent. */
  default Set<String> credentials() {
    return Set.of();
  }

  /** Further credentials: of the names of each set one is needed, e.g. of a password and a key. */
  default List<Set<String>> alternativeCredentials() {
    return List.of();
  }

  /** Those of its credentials that are texts of several lines or longer than a line, such as keys in PEM form. */
  default Set<String> credentialsOfSeveralLines() {
    return Set.of();
  }

  /**
   * The scopes at Xero that its connections need, each in its least form: {@code accounting.invoices}, or
   * {@code accounting.invoices.read} where it only reads (facts, Xero 1). {@code offline_access} is always asked for.
   */
  default Set<String> xeroScopes() {
    return Set.of();
  }

  /** The scopes that a connection with these settings needs, where settings make a difference. */
  default Set<String> xeroScopes(IntegrationSettings settings) {
    return xeroScopes();
  }

  /**
   * Which flow Xero's events of a category become for each of its connections: {@code INVOICE}, {@code CONTACT},
   * {@code CREDITNOTE} or {@code PAYMENT} to the flow's name. The message's key is the id of Xero's record. Events
   * of other categories are none of its business.
   */
  default Map<String, String> xeroEvents() {
    return Map.of();
  }

  /**
   * Reads its own keys out of a connection's file. What is wrong goes to the problems, all of it at once; the
   * result is thrown away if there is any.
   *
   * @param section the root of the file
   */
  IntegrationSettings read(SettingsNode section, ConnectionProblems problems);
}
