package io.ledgerroutes.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/** Makes {@code inbox:<flow>} and {@code inbox:settle} endpoints. */
@Component("inbox")
public class InboxComponent extends DefaultComponent {

  static final String SETTLE = "settle";

  private final Inbox inbox;
  private final InboxStore store;
  private final ClaimStore claims;
  private final InboxSignal signal;
  private final Payloads payloads;
  private final Settlement settlement;
  private final Admission admission;
  private final NodeName node;
  private final MeterRegistry meters;

  public InboxComponent(
    Inbox inbox,
    InboxStore store,
    ClaimStore claims,
    InboxSignal signal,
    Payloads payloads,
    Settlement settlement,
    Admission admission,
    NodeName node,
    MeterRegistry meters
  ) {
    this.inbox = inbox;
    this.store = store;
    this.claims = claims;
    this.signal = signal;
    this.payloads = payloads;
    this.settlement = settlement;
    this.admission = admission;
    this.node = node;
    this.meters = meters;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
    throws Exception {
    InboxEndpoint endpoint = new InboxEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  Inbox inbox() {
    return inbox;
  }

  InboxStore store() {
    return store;
  }

  InboxSignal signal() {
    return signal;
  }

  Settlement settlement() {
    return settlement;
  }

  MeterRegistry meters() {
    return meters;
  }

  Claims claims() {
    return new Claims(claims, payloads, admission, node);
  }
}
