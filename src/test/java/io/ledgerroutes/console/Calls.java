package io.ledgerroutes.console;

import io.ledgerroutes.console.ConsoleHouse.Answer;

/**
 * Calls of a running product from outside, whoever makes them; redirects are answers like others.
 *
 * @param base where it is, such as {@code http://localhost:8080}
 */
public record Calls(String base) {
  /** A request by a user, or by nobody where the user is null. */
  public Answer send(
    String method,
    String user,
    String password,
    String path,
    String body,
    String... headers
  ) {
    return ConsoleHouse.ask(base + path, method, user, password, body, headers);
  }
}
