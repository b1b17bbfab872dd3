package io.ledgerroutes.inbox;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code inbox:settle}: writes the outcomes of the batch in the body. Reached with a caught exception it
 * settles what is still open by what that exception means; of a route that a clock starts it is logged by its kind.
 */
final class SettleProducer extends DefaultProducer {

  private static final Logger LOG = LoggerFactory.getLogger(SettleProducer.class);

  private final Settlement settlement;

  SettleProducer(Endpoint endpoint, Settlement settlement) {
    super(endpoint);
    this.settlement = settlement;
  }

  @Override
  public void process(Exchange exchange) {
    Batch batch = exchange.getProperty(InboxConsumer.BATCH, Batch.class);
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (batch == null && caught == null) {
      throw new IllegalArgumentException("inbox:settle ends a route that starts at inbox:<flow>");
    }
    if (batch == null) {
      // A clock's tick has no messages: what it did not store the next one does.
      LOG.warn("A tick of {} failed: {}", exchange.getFromRouteId(), caught.getClass().getSimpleName());
    } else if (caught == null) {
      settlement.settle(batch);
    } else {
      settlement.settle(batch, caught);
    }
  }
}
