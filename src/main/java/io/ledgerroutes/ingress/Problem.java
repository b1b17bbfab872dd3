package io.ledgerroutes.ingress;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/**
 * Why a request is not served, as an RFC 9457 problem detail.
 *
 * @param detail one sentence for the sender; null for an answer with an empty body
 */
record Problem(int status, String detail) {
  static final String CONTENT_TYPE = "application/problem+json";

  /** A problem for a status that somebody else chose, in words of ours. */
  static Problem of(int status) {
    return new Problem(
      status,
      switch (status) {
        case 404 -> "Nothing is served at this address; check the webhook's address.";
        case 405 -> "Webhooks are delivered by POST.";
        case 503 -> "The runtime cannot take deliveries now; send it again later.";
        default -> status < 500
          ? "The request cannot be understood; nothing was stored."
          : "The delivery could not be taken; nothing was stored, send it again later.";
      }
    );
  }

  byte[] body() {
    if (detail == null) {
      return new byte[0];
    }
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Refused" : known.getReasonPhrase();
    String json =
      "{\"type\":\"about:blank\",\"title\":\"" +
      title +
      "\",\"status\":" +
      status +
      ",\"detail\":\"" +
      String.valueOf(JsonStringEncoder.getInstance().quoteAsString(detail)) +
      "\"}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    byte[] body = body();
    if (body.length > 0) {
      response.setContentType(CONTENT_TYPE);
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
