package io.ledgerroutes.ingress;

import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.trace.Trace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

/**
 * The door of every webhook: one verb, a bounded body read whole, the allowed headers, and then the route of the
 * address. No other filter and no controller sees a webhook: its signature is what proves it, and what stands
 * behind the door costs twice what taking a delivery costs.
 */
final class WebhookFilter implements Filter {

  /** The largest body taken, in bytes. */
  static final int LARGEST_BODY = 1_000_000;

  private final WebhookAddresses addresses;
  private final ApplicationAvailability availability;

  WebhookFilter(WebhookAddresses addresses, ApplicationAvailability availability) {
    this.addresses = addresses;
    this.availability = availability;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
    throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    if (!asked.getMethod().equals("POST")) {
      answer.setHeader("Allow", "POST");
      Problem.WRONG_VERB.writeTo(answer);
      return;
    }
    if (asked.getContentLengthLong() > LARGEST_BODY) {
      refuse(answer, Problem.TOO_LARGE);
      return;
    }
    byte[] body;
    try {
      body = read(asked);
    } catch (IOException broken) {
      refuse(answer, Problem.CUT_SHORT);
      return;
    }
    if (body.length > LARGEST_BODY) {
      refuse(answer, Problem.TOO_LARGE);
      return;
    }
    take(asked, body, answer);
  }

  private void take(HttpServletRequest asked, byte[] body, HttpServletResponse answer) throws IOException {
    // Routes and store are there before all checks of the start have passed.
    if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
      Problem.LATER.writeTo(answer);
      return;
    }
    Optional<WebhookAddresses.Found> found = addresses.find(asked.getRequestURI());
    if (found.isEmpty()) {
      Problem.NOT_FOUND.writeTo(answer);
      return;
    }
    Map<String, String> headers = headers(asked);
    headers.putAll(found.get().named());
    try (Trace trace = Trace.of(CorrelationId.taken(asked.getHeader(Trace.HEADER)))) {
      found.get().consumer().take(headers, body, answer);
    }
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      String value = request.getHeader(name);
      if (IngressHeaders.comesIn(name) && value.chars().noneMatch(Character::isISOControl)) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  /** The body, or one byte more than is allowed: reading stops there. */
  private static byte[] read(HttpServletRequest request) throws IOException {
    InputStream stream = request.getInputStream();
    int announced = request.getContentLength();
    if (announced < 0) {
      return stream.readNBytes(LARGEST_BODY + 1);
    }
    byte[] body = new byte[announced];
    if (stream.readNBytes(body, 0, announced) < announced) {
      throw new IOException("the body is shorter than announced");
    }
    return body;
  }

  private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
    // What is left of the body is not worth waiting for.
    response.setHeader("Connection", "close");
    problem.writeTo(response);
    response.flushBuffer();
  }
}
