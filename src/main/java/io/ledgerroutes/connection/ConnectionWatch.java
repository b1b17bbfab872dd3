package io.ledgerroutes.connection;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at connections every second, from start to stop, whatever goes wrong. */
@Component
class ConnectionWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

  private final Connections connections;
  private ScheduledExecutorService clock;
  private boolean failing;

  ConnectionWatch(Connections connections) {
    this.connections = connections;
  }

  @Override
  public synchronized void start() {
    clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("connection-watch").factory()
    );
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      connections.look();
      failing = false;
    } catch (IOException | RuntimeException e) {
      // Said once and not every second; the last good connections go on.
      if (!failing) {
        LOG.error("Connections cannot be looked at, the last known ones go on: {}", e.toString());
      }
      failing = true;
    }
  }

  /** Lets a running look finish: interrupting it could close the database. */
  @Override
  public synchronized void stop() {
    clock.close();
    clock = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return clock != null;
  }
}
