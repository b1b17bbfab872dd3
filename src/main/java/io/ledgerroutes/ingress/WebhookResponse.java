package io.ledgerroutes.ingress;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * An answer to a webhook: whatever stands behind it, no cookie and no header but the allowed ones goes out, and
 * an error that the container would dress as a page becomes a problem detail.
 */
final class WebhookResponse extends HttpServletResponseWrapper {

  private static final String RETRY_AFTER_SECONDS = "5";

  WebhookResponse(HttpServletResponse response) {
    super(response);
  }

  /** What failed inside was not stored, as when a route is just being replaced: the sender shall come again. */
  @Override
  public void setStatus(int status) {
    if (status < SC_INTERNAL_SERVER_ERROR) {
      super.setStatus(status);
    } else {
      super.setStatus(SC_SERVICE_UNAVAILABLE);
      super.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    sendError(status);
  }

  @Override
  public void sendError(int status) throws IOException {
    if (!isCommitted()) {
      resetBuffer();
      Problem.of(status < SC_INTERNAL_SERVER_ERROR ? status : SC_SERVICE_UNAVAILABLE).writeTo(this);
    }
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    sendError(HttpServletResponse.SC_NOT_FOUND);
  }

  @Override
  public void addCookie(Cookie cookie) {
    // No webhook's sender keeps cookies; Xero refuses an answer that has one (facts, Xero 4).
  }

  @Override
  public void addHeader(String name, String value) {
    if (IngressHeaders.goesOut(name)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setHeader(String name, String value) {
    if (IngressHeaders.goesOut(name)) {
      super.setHeader(name, value);
    }
  }
}
