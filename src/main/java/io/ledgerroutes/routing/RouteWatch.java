package io.ledgerroutes.routing;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has the route files looked at every second. It must not itself need the CamelContext: Spring starts what a
 * lifecycle bean needs before it, and so would start Camel before Camel has collected its routes.
 */
@Component
class RouteWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

  private final RouteReloader reloader;
  private ScheduledExecutorService clock;
  private boolean failing;

  RouteWatch(RouteReloader reloader) {
    this.reloader = reloader;
  }

  @Override
  public synchronized void start() {
    clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("route-watch").factory()
    );
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      reloader.look();
      failing = false;
    } catch (IOException | RuntimeException e) {
      // Said once and not every second; the routes go on.
      if (!failing) {
        LOG.error("Route files cannot be looked at, the routes go on as they are: {}", e.toString());
      }
      failing = true;
    }
  }

  /** Lets a running swap finish: interrupting it could leave a route half swapped. */
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
