package io.ledgerroutes.inbox;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.stereotype.Component;

/** The inbox in JMX, as counted at most fifteen seconds ago: reading it asks no database. */
@Component
@ManagedResource(objectName = "io.ledgerroutes:type=Inbox", description = "What waits to be brought over")
public class InboxView {

  private final Inbox inbox;
  private final InboxGauges gauges;

  InboxView(Inbox inbox, InboxGauges gauges) {
    this.inbox = inbox;
    this.gauges = gauges;
  }

  @ManagedAttribute(description = "Messages that are not finished, by flow and state")
  public Map<String, Long> getDepth() {
    Map<String, Long> depth = new TreeMap<>();
    gauges.last().forEach(one -> depth.merge(one.flow() + " " + one.state(), one.messages(), Long::sum));
    return depth;
  }

  @ManagedAttribute(description = "Age of the oldest message that waits to be worked, seconds")
  public long getOldestAgeSeconds() {
    return InboxGauges.oldestWaiting(gauges.last()).toSeconds();
  }

  @ManagedAttribute(description = "Arrivals that wait for their commit")
  public int getCommitQueue() {
    return inbox.commitsWaiting();
  }

  @ManagedAttribute(description = "Arrivals answered 503 since the start because the inbox was full")
  public long getRefused() {
    return inbox.refused();
  }
}
