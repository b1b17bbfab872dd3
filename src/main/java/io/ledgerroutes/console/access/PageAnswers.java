package io.ledgerroutes.console.access;

import io.ledgerroutes.console.Problems;
import io.ledgerroutes.console.access.SignInPage.Why;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * What somebody is told at a page who is not signed in, or not allowed: a browser is sent to sign in and comes back,
 * a part of a page has the whole of it do so, a program hears what the API says.
 */
@Component
class PageAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String TOO_OLD =
    "The page that sent this was too old; nothing was changed. Open it again and repeat what you did.";

  private final CallAnswers calls;

  PageAnswers(CallAnswers calls) {
    this.calls = calls;
  }

  @Override
  public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
    throws IOException {
    Caller caller = Caller.of(request);
    if (caller == Caller.PROGRAM || request.getHeader("Authorization") != null) {
      program(request, response, why);
      return;
    }
    String signIn = SignInPage.address(why(request), ReturnAddress.wanted(request));
    if (caller == Caller.FRAGMENT) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("HX-Redirect", signIn);
    } else {
      response.sendRedirect(signIn);
    }
  }

  /** A script that a browser runs hears it without the header that would have the browser ask by itself. */
  private void program(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
    throws IOException {
    if (request.getHeader("Sec-Fetch-Mode") != null && request.getHeader("Authorization") == null) {
      calls.answer(response, HttpServletResponse.SC_UNAUTHORIZED, "Sign in at /sign-in.");
    } else {
      calls.commence(request, response, why);
    }
  }

  private static Why why(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return Why.UNDONE;
    }
    boolean ended = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    return ended ? Why.ENDED : null;
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
    throws IOException {
    boolean tooOld = why instanceof CsrfException;
    if (tooOld && request.getRequestURI().equals("/sign-in")) {
      response.sendRedirect(SignInPage.address(Why.STALE, ReturnAddress.of(request.getParameter("to"))));
      return;
    }
    String words = tooOld ? TOO_OLD : CallAnswers.words(request);
    if (Caller.of(request) == Caller.PROGRAM) {
      calls.answer(response, HttpServletResponse.SC_FORBIDDEN, words);
    } else {
      request.setAttribute(Problems.WORDS, words);
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }
}
