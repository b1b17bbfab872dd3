package io.ledgerroutes.inbox;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code inbox:settle}: writes the outcomes of the batch in the body. Reached with a caught exception it
 * settles what is still open by what that exception means.
 */
final class SettleProducer extends DefaultProducer {

  private final Settlement settlement;

  SettleProducer(Endpoint endpoint, Settlement settlement) {
    super(endpoint);
    this.settlement = settlement;
  }

  @Override
  public void process(Exchange exchange) {
    Batch batch = exchange.getProperty(InboxConsumer.BATCH, Batch.class);
    if (batch == null) {
      throw new IllegalArgumentException("inbox:settle ends a route that starts at inbox:<flow>");
    }
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (caught == null) {
      settlement.settle(batch);
    } else {
      settlement.settle(batch, caught);
    }
  }
}
