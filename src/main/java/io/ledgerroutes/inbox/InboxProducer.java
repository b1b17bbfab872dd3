package io.ledgerroutes.inbox;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Stores the body, a {@link NewMessage} or a list of them; returns when it is on disk. */
final class InboxProducer extends DefaultProducer {

  private final Inbox inbox;

  InboxProducer(InboxEndpoint endpoint, Inbox inbox) {
    super(endpoint);
    this.inbox = inbox;
  }

  @Override
  public void process(Exchange exchange) {
    inbox.store(messages(exchange.getMessage().getBody()));
  }

  private List<NewMessage> messages(Object body) {
    List<?> bodies = body instanceof List<?> list ? list : List.of(body);
    String flow = ((InboxEndpoint) getEndpoint()).getFlow();
    for (Object each : bodies) {
      if (!(each instanceof NewMessage message) || !message.flow().equals(flow)) {
        throw new IllegalArgumentException("inbox:" + flow + " takes new messages of its own flow only");
      }
    }
    return bodies.stream().map(NewMessage.class::cast).toList();
  }
}
