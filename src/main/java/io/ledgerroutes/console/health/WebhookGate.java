package io.ledgerroutes.console.health;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Webhooks that come while their routes are not there, before they started or while they stop, are told to come
 * again: a 404 would have the sender believe that the address is wrong.
 */
final class WebhookGate implements Filter {

  private static final byte[] LATER =
    "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"The runtime is starting or stopping; send it again.\"}".getBytes(
      StandardCharsets.UTF_8
    );
  private static final String RETRY_AFTER_SECONDS = "5";

  private final RunningRoutes routes;
  private volatile boolean started;

  WebhookGate(RunningRoutes routes) {
    this.routes = routes;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
    throws IOException, ServletException {
    if (isOpen()) {
      chain.doFilter(request, response);
    } else {
      later((HttpServletResponse) response);
    }
  }

  // Every route is looked at only until all of them ran once: afterwards this costs one read a request.
  private boolean isOpen() {
    if (!started && routes.camelRuns() && routes.missing().isEmpty()) {
      started = true;
    }
    return started && routes.camelRuns();
  }

  private static void later(HttpServletResponse answer) throws IOException {
    answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    answer.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    answer.setContentType("application/problem+json");
    answer.setContentLength(LATER.length);
    answer.getOutputStream().write(LATER);
  }
}
