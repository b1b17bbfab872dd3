package io.ledgerroutes.routing;

import io.ledgerroutes.start.Regularly;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has the route files looked at every second. It must not itself need the CamelContext: Spring starts what a
 * lifecycle bean needs before it, and so would start Camel before Camel has collected its routes.
 */
@Component
class RouteWatch implements SmartLifecycle {

  private final RouteReloader reloader;
  private Regularly looking;

  RouteWatch(RouteReloader reloader) {
    this.reloader = reloader;
  }

  @Override
  public synchronized void start() {
    looking = new Regularly(
      "route-watch",
      Duration.ofSeconds(1),
      reloader::look,
      "Route files cannot be looked at, the routes go on as they are"
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
