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
 * A remote answers again, or a connection runs again, being resumed or given consent again: what waits because of
 * nothing else is due at once, not when its backoff would be over. How often it had been tried meanwhile says nothing about it.
 */
@Component
class AfterOutage {

  private final Connections connections;
  private final Inbox inbox;
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();

  AfterOutage(Breakers breakers, Connections connections, Inbox inbox) {
    this.connections = connections;
    this.inbox = inbox;
    breakers.onAnswersAgain(this::answersAgain);
    connections.onChange(this::changed);
    connections.all().forEach(connection -> changed(connection.id()));
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
    boolean shut = connections.known(connection) && connections.state(connection) != ConnectionState.RUNNING;
    if (shut) {
      stopped.add(connection);
    } else if (stopped.remove(connection)) {
      inbox.hasten(List.of(connection));
    }
  }
}
