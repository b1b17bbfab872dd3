package io.ledgerroutes.console;

import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.trace.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every call of the console a correlation id, the caller's own where it is harmless: it stands in the answer's
 * {@code X-Correlation-Id}, in its problem details, in the log and in the audit trail.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class CorrelationFilter extends OncePerRequestFilter {

  private static final String GIVEN = CorrelationFilter.class.getName() + ".id";

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    // What went wrong is answered under the same id.
    return false;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
    throws ServletException, IOException {
    String id = request.getAttribute(GIVEN) instanceof String given
      ? given
      : CorrelationId.taken(request.getHeader(Trace.HEADER));
    request.setAttribute(GIVEN, id);
    response.setHeader(Trace.HEADER, id);
    try (Trace trace = Trace.of(id)) {
      chain.doFilter(request, response);
    }
  }
}
