package io.ledgerroutes.console.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.console.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** What a program is told that is not signed in, or signed in but not allowed: a problem detail. */
@Component
class CallAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final ObjectMapper json;

  CallAnswers(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
    throws IOException {
    switch (why) {
      case TooManyFailures many -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(many.seconds()));
        answer(response, 429, "Sign-in failed too often; try again in " + many.seconds() + " seconds.");
      }
      case AuthenticationServiceException broken -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        answer(response, 503, Problems.words(503));
      }
      default -> {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Ledger Routes\", charset=\"UTF-8\"");
        answer(response, 401, Problems.words(401));
      }
    }
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
    throws IOException {
    answer(response, 403, words(request));
  }

  /** Why this request is refused to somebody who is signed in. */
  static String words(HttpServletRequest request) {
    return OtherSite.writes(request)
      ? "A page of another site may not change anything here; call from the console or from a program."
      : Problems.words(403);
  }

  void answer(HttpServletResponse response, int status, String words) throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), Problems.detail(status, words));
  }
}
