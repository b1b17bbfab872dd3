package io.ledgerroutes.ingress;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;

/**
 * Gives deliveries to a route on the thread that read them. The exchange holds the exact bytes and the allowed
 * headers, and nothing of the request is interpreted: no form is parsed, no charset believed. It is one of Spring
 * Boot's consumers only because their mapping, which no webhook reaches, takes no other.
 */
final class WebhookConsumer extends SpringBootPlatformHttpConsumer {

  private final WebhookAddresses addresses;

  WebhookConsumer(PlatformHttpEndpoint endpoint, Processor processor, WebhookAddresses addresses) {
    super(endpoint, processor);
    this.addresses = addresses;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    addresses.add(this);
  }

  /** Runs the route and writes what it answers. */
  void take(Map<String, String> headers, byte[] body, HttpServletResponse response) throws IOException {
    // Also while the route is just being replaced.
    if (!isStarted()) {
      Problem.LATER.writeTo(response);
      return;
    }
    Exchange exchange = createExchange(false);
    exchange.setPattern(ExchangePattern.InOut);
    headers.forEach(exchange.getMessage()::setHeader);
    exchange.getMessage().setBody(body);
    try {
      run(exchange);
      answer(exchange, response);
    } finally {
      doneUoW(exchange);
      releaseExchange(exchange, false);
    }
  }

  private void run(Exchange exchange) {
    try {
      createUoW(exchange);
      getProcessor().process(exchange);
    } catch (Exception failed) {
      exchange.setException(failed);
    }
  }

  /** Only the allowed headers go out; what failed inside was not stored, so the sender shall come again. */
  private static void answer(Exchange exchange, HttpServletResponse response) throws IOException {
    if (exchange.getException() != null) {
      Problem.LATER.writeTo(response);
      return;
    }
    Message answer = exchange.getMessage();
    response.setStatus(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, HttpServletResponse.SC_OK, int.class));
    answer
      .getHeaders()
      .forEach((name, value) -> {
        if (IngressHeaders.goesOut(name)) {
          response.setHeader(name, value.toString());
        }
      });
    byte[] body = answer.getBody() == null ? new byte[0] : answer.getBody(byte[].class);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
