package io.ledgerroutes.console.access;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.access.SignInPage.Why;
import io.ledgerroutes.store.Database;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** The ends of the form of sign-in and of the button that signs out: where the browser goes, and what the trail says. */
@Component
class FormSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutHandler {

  private final Sessions sessions;
  private final AuditTrail audit;
  private final Database database;

  FormSignIn(Sessions sessions, AuditTrail audit, Database database) {
    this.sessions = sessions;
    this.audit = audit;
    this.database = database;
  }

  @Override
  public void onAuthenticationSuccess(
    HttpServletRequest request,
    HttpServletResponse response,
    Authentication known
  ) throws IOException {
    sessions.begin(request.getSession(), known.getName());
    record("sign-in", known);
    response.sendRedirect(ReturnAddress.of(request.getParameter("to")).orElse("/"));
  }

  @Override
  public void onAuthenticationFailure(
    HttpServletRequest request,
    HttpServletResponse response,
    AuthenticationException refused
  ) throws IOException {
    Why why = switch (refused) {
      case TooManyFailures many -> Why.WAIT;
      case AuthenticationServiceException broken -> Why.LATER;
      default -> Why.WRONG;
    };
    Optional<String> to = ReturnAddress.of(request.getParameter("to"));
    response.sendRedirect(SignInPage.address(why, to));
  }

  @Override
  public void logout(HttpServletRequest request, HttpServletResponse response, Authentication known) {
    if (known != null) {
      record("sign-out", known);
    }
  }

  private void record(String action, Authentication known) {
    database.durably(() -> audit.record(AuditEntry.of(action).actor(known.getName())));
  }
}
