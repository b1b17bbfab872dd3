package io.ledgerroutes.console.connections;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ApiRefusal;
import org.springframework.stereotype.Component;

/** The connection that a call's address names. */
@Component
public class NamedConnection {

  private final Connections connections;

  NamedConnection(Connections connections) {
    this.connections = connections;
  }

  /** Refuses with 404 an id that no connection has. */
  public void requireKnown(String id) {
    if (!connections.ids().contains(id)) {
      throw ApiRefusal.notFound(
        "There is no connection of that id; the list of connections names those there are."
      );
    }
  }

  /** The connection as its file said when it was last good; 404 or 409 where there is none. */
  public Connection good(String id) {
    requireKnown(id);
    return connections
      .find(id)
      .orElseThrow(() ->
        ApiRefusal.conflict("The connection's file has never been good; mend what its problems name first.")
      );
  }
}
