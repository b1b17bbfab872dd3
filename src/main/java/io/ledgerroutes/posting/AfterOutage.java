package io.ledgerroutes.posting;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.remote.Breakers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * A remote answers again, or a consent was given again: what waits because of nothing else is due at once, not when
 * its backoff would be over. How often it had been tried meanwhile says nothing about it.
 */
@Component
class AfterOutage {

  private final Connections connections;
  private final Inbox inbox;
  private final Set<String> reconnecting = ConcurrentHashMap.newKeySet();

  AfterOutage(Breakers breakers, Connections connections, Inbox inbox) {
    this.connections = connections;
    this.inbox = inbox;
    breakers.onAnswersAgain(this::answersAgain);
    connections.onChange(this::changed);
  }

  /** @param name of the tenant or connection whose remote answers again */
  private void answersAgain(String name) {
    List<String> concerned = connections
      .all()
      .stream()
      .filter(connection -> connection.id().equals(name) || connection.xero().tenant().equals(name))
      .map(Connection::id)
      .toList();
    inbox.hasten(concerned);
  }

  private void changed(String connection) {
    boolean shut =
      connections.known(connection) && connections.state(connection) == ConnectionState.RECONNECT;
    if (shut) {
      reconnecting.add(connection);
    } else if (reconnecting.remove(connection)) {
      inbox.hasten(List.of(connection));
    }
  }
}
