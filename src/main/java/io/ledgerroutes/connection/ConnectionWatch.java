package io.ledgerroutes.connection;

import io.ledgerroutes.start.Regularly;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at connections every second, from start to stop. */
@Component
class ConnectionWatch implements SmartLifecycle {

  private final Connections connections;
  private Regularly looking;

  ConnectionWatch(Connections connections) {
    this.connections = connections;
  }

  @Override
  public synchronized void start() {
    looking = new Regularly(
      "connection-watch",
      Duration.ofSeconds(1),
      connections::look,
      "Connections cannot be looked at, the last known ones go on"
    );
  }

  @Override
  public synchronized void stop() {
    looking.close();
    looking = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return looking != null;
  }
}
