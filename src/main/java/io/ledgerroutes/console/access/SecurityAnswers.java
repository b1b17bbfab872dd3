package io.ledgerroutes.console.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.console.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** What somebody is told who is not signed in, or signed in but not allowed. */
@Component
class SecurityAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final ObjectMapper json;

  SecurityAnswers(ObjectMapper json) {
    this.json = json;
  }

  /** Back to the page of sign-in, which says why. */
  void wrong(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
    throws IOException {
    String refusal = why instanceof TooManyFailures many
      ? tooOften(many)
      : "This name and password do not belong together.";
    request.getSession().setAttribute(SignInPage.REFUSAL, refusal);
    response.sendRedirect(request.getContextPath() + "/sign-in");
  }

  @Override
  public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
    throws IOException {
    if (why instanceof TooManyFailures many) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(many.seconds()));
      answer(response, 429, tooOften(many));
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Ledger Routes\", charset=\"UTF-8\"");
      answer(response, 401, Problems.words(401));
    }
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
    throws IOException {
    answer(
      response,
      403,
      OtherSite.writes(request)
        ? "A page of another site may not change anything here; call from the console or from a program."
        : Problems.words(403)
    );
  }

  private void answer(HttpServletResponse response, int status, String words) throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), Problems.detail(status, words));
  }

  private static String tooOften(TooManyFailures many) {
    return "Sign-in failed too often; try again in " + many.seconds() + " seconds.";
  }
}
