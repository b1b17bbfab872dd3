package io.ledgerroutes.inbox;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * A durable queue a connection and flow, in the database: what was sent to it is on disk when the send
 * returns, what is read from it comes in batches of one connection and ends only by an explicit outcome.
 */
@ManagedResource(description = "Durable inbox of one flow")
@UriEndpoint(
  firstVersion = "0.1.0",
  scheme = "inbox",
  title = "Inbox",
  syntax = "inbox:flow",
  category = { Category.DATABASE, Category.MESSAGING }
)
public class InboxEndpoint extends DefaultEndpoint {

  @UriPath(
    description = "The flow, e.g. woocommerce-order; or settle, to write a batch's outcomes to its rows."
  )
  @Metadata(required = true)
  private final String flow;

  @UriParam(
    label = "consumer",
    defaultValue = "50",
    description = "The most messages of one connection in a batch."
  )
  private int batchSize = 50;

  @UriParam(
    label = "consumer",
    defaultValue = "16",
    description = "How many connections are worked on at once on this node, one batch each."
  )
  private int concurrentConnections = 16;

  @UriParam(
    label = "consumer",
    defaultValue = "1000",
    description = "The longest time in milliseconds until messages stored by another node are noticed."
  )
  private long pollInterval = 1000;

  public InboxEndpoint(String uri, InboxComponent component, String flow) {
    super(uri, component);
    this.flow = flow;
  }

  @Override
  public Producer createProducer() {
    return flow.equals(InboxComponent.SETTLE)
      ? new SettleProducer(this, inboxComponent().settlement())
      : new InboxProducer(this, inboxComponent().inbox());
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (flow.equals(InboxComponent.SETTLE)) {
      throw new IllegalArgumentException("inbox:settle can only be sent to; read from inbox:<flow>");
    }
    InboxConsumer consumer = new InboxConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  InboxComponent inboxComponent() {
    return (InboxComponent) getComponent();
  }

  @ManagedAttribute(description = "The flow's name")
  public String getFlow() {
    return flow;
  }

  @ManagedAttribute(description = "Largest batch")
  public int getBatchSize() {
    return batchSize;
  }

  public void setBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1");
    }
    this.batchSize = batchSize;
  }

  @ManagedAttribute(description = "Connections worked on at once")
  public int getConcurrentConnections() {
    return concurrentConnections;
  }

  public void setConcurrentConnections(int concurrentConnections) {
    if (concurrentConnections < 1) {
      throw new IllegalArgumentException("concurrentConnections must be at least 1");
    }
    this.concurrentConnections = concurrentConnections;
  }

  @ManagedAttribute(description = "Milliseconds between looks at the table")
  public long getPollInterval() {
    return pollInterval;
  }

  public void setPollInterval(long pollInterval) {
    if (pollInterval < 10) {
      throw new IllegalArgumentException("pollInterval must be at least 10 ms");
    }
    this.pollInterval = pollInterval;
  }

  @ManagedAttribute(description = "Messages not yet tried")
  public long getReceived() {
    return depth(MessageState.RECEIVED);
  }

  @ManagedAttribute(description = "Messages in work")
  public long getInFlight() {
    return depth(MessageState.IN_FLIGHT);
  }

  @ManagedAttribute(description = "Messages that will be tried again")
  public long getRetry() {
    return depth(MessageState.RETRY);
  }

  @ManagedAttribute(description = "Messages held by a rule")
  public long getHeld() {
    return depth(MessageState.HELD);
  }

  @ManagedAttribute(description = "Dead letters")
  public long getDead() {
    return depth(MessageState.DEAD);
  }

  @ManagedAttribute(description = "Age of the oldest waiting message, milliseconds")
  public long getOldestAge() {
    return inboxComponent().store().oldestAge(flow);
  }

  @ManagedOperation(description = "Looks for due messages at once")
  public void wake() {
    inboxComponent().signal().wake(flow);
  }

  @ManagedOperation(description = "Sends one held or dead message through again")
  public boolean replay(long messageId) {
    return inboxComponent().inbox().replay(messageId, "jmx");
  }

  private long depth(MessageState state) {
    return inboxComponent().store().depth(flow).getOrDefault(state, 0L);
  }
}
