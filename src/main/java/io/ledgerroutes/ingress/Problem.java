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

  static final Problem NOT_FOUND = new Problem(
    404,
    "Nothing is served at this address; check the webhook's address."
  );
  static final Problem WRONG_VERB = new Problem(405, "Webhooks are delivered by POST.");
  static final Problem TOO_LARGE = new Problem(413, "The body is larger than 1,000,000 bytes.");
  static final Problem CUT_SHORT = new Problem(400, "The body did not arrive whole; send it again.");

  /** Nothing was stored; the sender shall come again. */
  static final Problem LATER = new Problem(503, "The delivery could not be taken now; send it again.");

  static final int RETRY_AFTER_SECONDS = 5;

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
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    byte[] body = body();
    if (body.length > 0) {
      response.setContentType(CONTENT_TYPE);
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
