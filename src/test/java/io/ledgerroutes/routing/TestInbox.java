package io.ledgerroutes.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** An inbox without a store: a test delivers to the route that listens to a flow. */
class TestInbox extends DefaultComponent {

  private final Map<String, Consumer> listening = new ConcurrentHashMap<>();

  /** Hands a body to the route of a flow; what the route made of it. */
  Object deliver(String flow, Object body) throws Exception {
    Consumer consumer = listening.get(flow);
    if (consumer == null) {
      return "nobody listens";
    }
    Exchange exchange = consumer.createExchange(false);
    exchange.getMessage().setBody(body);
    consumer.getProcessor().process(exchange);
    return exchange.getException() == null ? exchange.getMessage().getBody() : exchange.getException();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String flow, Map<String, Object> parameters)
    throws Exception {
    Flow endpoint = new Flow(uri, this, flow);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** An endpoint with the one option that the tests set. */
  public static class Flow extends DefaultEndpoint {

    @UriParam
    private int batchSize = 50;

    private final TestInbox inbox;
    private final String flow;

    Flow(String uri, TestInbox inbox, String flow) {
      super(uri, inbox);
      this.inbox = inbox;
      this.flow = flow;
    }

    public int getBatchSize() {
      return batchSize;
    }

    public void setBatchSize(int batchSize) {
      this.batchSize = batchSize;
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {
          exchange.setProperty("sent-to", flow);
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor) {
        @Override
        protected void doStart() throws Exception {
          super.doStart();
          inbox.listening.put(flow, this);
        }

        @Override
        protected void doStop() throws Exception {
          inbox.listening.remove(flow, this);
          super.doStop();
        }
      };
    }
  }
}
