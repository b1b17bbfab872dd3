package io.ledgerroutes.console.health;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.remote.Breaker;
import io.ledgerroutes.remote.Breakers;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * How the remotes stand that this node has called. It says {@code DEGRADED}, and never that the node is down: what
 * waits for them waits in the store.
 */
@Component("remotesHealthIndicator")
class RemotesHealth implements HealthIndicator {

  private static final Status DEGRADED = new Status("DEGRADED");
  private static final String CLOSED = "closed";

  private final Connections connections;
  private final Breakers breakers;

  RemotesHealth(Connections connections, Breakers breakers) {
    this.connections = connections;
    this.breakers = breakers;
  }

  @Override
  public Health health() {
    List<Breaker.Figures> remotes = breakers.figures(names());
    List<String> reconnect = connections
      .ids()
      .stream()
      .filter(id -> connections.state(id) == ConnectionState.RECONNECT)
      .sorted()
      .toList();
    boolean well = reconnect.isEmpty() && remotes.stream().allMatch(one -> CLOSED.equals(one.breaker()));
    return (well ? Health.up() : Health.status(DEGRADED)).withDetail("remotes", remotes)
      .withDetail("reconnect", reconnect)
      .build();
  }

  private List<String> names() {
    return connections.all().stream().flatMap(RemotesHealth::namesOf).distinct().toList();
  }

  private static Stream<String> namesOf(Connection connection) {
    return Stream.of(connection.id(), connection.xero().tenant());
  }
}
