package io.ledgerroutes.ingress;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Stands before every webhook: one verb, a bounded body read whole, a scrubbed request and answer. */
final class WebhookFilter implements Filter {

  /** The largest body taken, in bytes. */
  static final int LARGEST_BODY = 1_000_000;

  private static final Problem TOO_LARGE = new Problem(413, "The body is larger than 1,000,000 bytes.");
  private static final Problem CUT_SHORT = new Problem(400, "The body did not arrive whole; send it again.");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
    throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    if (!asked.getMethod().equals("POST")) {
      answer.setHeader("Allow", "POST");
      Problem.of(HttpServletResponse.SC_METHOD_NOT_ALLOWED).writeTo(answer);
      return;
    }
    if (asked.getContentLengthLong() > LARGEST_BODY) {
      refuse(answer, TOO_LARGE);
      return;
    }
    byte[] body;
    try {
      body = read(asked);
    } catch (IOException broken) {
      refuse(answer, CUT_SHORT);
      return;
    }
    if (body.length > LARGEST_BODY) {
      refuse(answer, TOO_LARGE);
      return;
    }
    chain.doFilter(new WebhookRequest(asked, body), new WebhookResponse(answer));
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
