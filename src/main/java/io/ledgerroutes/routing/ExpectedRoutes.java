package io.ledgerroutes.routing;

import io.ledgerroutes.start.StartRefused;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Refuses to run without the routes of {@code ledger.expected-routes}: Camel starts on an empty folder without
 * complaint, and would answer webhooks with 404.
 */
@Component
class ExpectedRoutes {

  private final List<String> expected;
  private final CamelContext camel;

  ExpectedRoutes(@Value("${ledger.expected-routes:}") List<String> expected, CamelContext camel) {
    this.expected = List.copyOf(expected);
    this.camel = camel;
  }

  @EventListener(ApplicationStartedEvent.class)
  void check() {
    List<String> missing = expected
      .stream()
      .filter(id -> camel.getRoute(id) == null)
      .toList();
    if (!missing.isEmpty()) {
      throw new StartRefused(
        "These routes are expected and were not loaded: " + String.join(", ", missing) + ".",
        "Put their files back below ledger.routes-dir, or take them out of ledger.expected-routes."
      );
    }
  }
}
