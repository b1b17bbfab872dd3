package io.ledgerroutes.ingress;

import io.ledgerroutes.inbox.InboxFull;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a webhook's sender is told; the last step of each receiving route, also when it failed. */
@Component("webhookAnswer")
public class WebhookAnswer {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookAnswer.class);

  /** Everything is on disk: 200 and an empty body. */
  public void accepted(Exchange exchange) {
    answer(exchange.getMessage(), 200, null, new byte[0]);
  }

  /** A step failed: the refusal's own status and words, or "send it again". */
  public void refused(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Message message = exchange.getMessage();
    switch (meaningOf(failure)) {
      case IngressRefusal refusal -> answer(message, new Problem(refusal.status(), refusal.getMessage()));
      case InboxFull full -> unavailable(message, "The inbox is full; send the delivery again.");
      case null, default -> {
        // The message of an unknown failure may repeat the delivery, so only its kind is logged.
        LOG.error("A webhook could not be taken on route {}: {}", exchange.getFromRouteId(), kindOf(failure));
        unavailable(message, "The delivery could not be stored; send it again.");
      }
    }
  }

  private static void unavailable(Message message, String words) {
    answer(message, new Problem(503, words));
    message.setHeader("Retry-After", Problem.RETRY_AFTER_SECONDS);
  }

  private static void answer(Message message, Problem problem) {
    byte[] body = problem.body();
    answer(message, problem.status(), body.length == 0 ? null : Problem.CONTENT_TYPE, body);
  }

  private static void answer(Message message, int status, String contentType, byte[] body) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    if (contentType != null) {
      message.setHeader(Exchange.CONTENT_TYPE, contentType);
    }
    message.setBody(body.length == 0 ? null : body);
  }

  // Camel wraps what a bean threw.
  private static Throwable meaningOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IngressRefusal || cause instanceof InboxFull) {
        return cause;
      }
    }
    return failure;
  }

  private static String kindOf(Throwable failure) {
    StringBuilder kinds = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      kinds.append(kinds.isEmpty() ? "" : " caused by ").append(cause.getClass().getName());
    }
    return kinds.toString();
  }
}
