package io.ledgerroutes.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * The token that every form carries: masked anew on each page, so that a compressed page does not give it away byte
 * by byte; plain in the header of a script that has read it from its cookie.
 */
final class FormToken implements CsrfTokenRequestHandler {

  private final XorCsrfTokenRequestAttributeHandler masked = new XorCsrfTokenRequestAttributeHandler();

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
    masked.handle(request, response, token);
  }

  @Override
  public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    String unmasked = masked.resolveCsrfTokenValue(request, token);
    return unmasked == null ? request.getHeader(token.getHeaderName()) : unmasked;
  }
}
