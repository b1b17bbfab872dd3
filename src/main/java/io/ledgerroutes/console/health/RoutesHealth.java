package io.ledgerroutes.console.health;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while Camel or an expected route does not run. What the remotes do is no part of it. */
@Component("routesHealthIndicator")
class RoutesHealth implements HealthIndicator {

  private final RunningRoutes routes;

  RoutesHealth(RunningRoutes routes) {
    this.routes = routes;
  }

  @Override
  public Health health() {
    List<String> missing = routes.missing();
    boolean up = routes.camelRuns() && missing.isEmpty();
    return (up ? Health.up() : Health.down().withDetail("notRunning", missing)).build();
  }
}
