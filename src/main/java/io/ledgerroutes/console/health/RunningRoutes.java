package io.ledgerroutes.console.health;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether the routes of {@code ledger.expected-routes} run on this node. */
@Component
class RunningRoutes {

  private final List<String> expected;
  private final CamelContext camel;

  RunningRoutes(@Value("${ledger.expected-routes:}") List<String> expected, CamelContext camel) {
    this.expected = List.copyOf(expected);
    this.camel = camel;
  }

  /** Whether Camel itself has started and is not stopping; cheap enough for every request. */
  boolean camelRuns() {
    return camel.getStatus() == ServiceStatus.Started;
  }

  /** The expected routes that do not run now. */
  List<String> missing() {
    return expected
      .stream()
      .filter(id -> camel.getRouteController().getRouteStatus(id) != ServiceStatus.Started)
      .toList();
  }
}
