package io.ledgerroutes.console.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Ends a session that no longer counts before anything is read from it. */
final class SessionGuard implements Filter {

  private final Sessions sessions;

  SessionGuard(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
    throws IOException, ServletException {
    HttpSession session = ((HttpServletRequest) request).getSession(false);
    if (session != null && !sessions.counts(session)) {
      session.invalidate();
    }
    chain.doFilter(request, response);
  }
}
