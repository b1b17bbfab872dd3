package io.ledgerroutes.console.figures;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxGauges;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;

/**
 * A connection in JMX. It only shows: who acts through JMX has no name, and pausing, resuming and polling are acts
 * of an operator that the audit trail must name.
 */
@ManagedResource(description = "How a connection stands on this node")
public class ConnectionBean {

  private final String id;
  private final Connections connections;
  private final Inbox inbox;
  private final InboxGauges gauges;
  private final LedgerGauges ledger;

  ConnectionBean(String id, Connections connections, Inbox inbox, InboxGauges gauges, LedgerGauges ledger) {
    this.id = id;
    this.connections = connections;
    this.inbox = inbox;
    this.gauges = gauges;
    this.ledger = ledger;
  }

  @ManagedAttribute(description = "RUNNING, PAUSED, RECONNECT, INVALID; GONE where it was removed just now")
  public String getState() {
    return connections.ids().contains(id) ? connections.state(id).name() : "GONE";
  }

  @ManagedAttribute(description = "Messages that are not finished, by state, as counted at most 15 s ago")
  public Map<String, Long> getMessages() {
    Map<String, Long> messages = new TreeMap<>();
    gauges
      .last()
      .stream()
      .filter(one -> one.connection().equals(id))
      .forEach(one -> messages.merge(one.state().name(), one.messages(), Long::sum));
    return messages;
  }

  @ManagedAttribute(description = "Seconds since a poll last read to its end; -1 before the first")
  public long getLastPollAgeSeconds() {
    Duration age = ledger.lastPoll(id);
    return age == null ? -1 : age.toSeconds();
  }

  @ManagedAttribute(
    description = "When this node last stored a webhook, UTC; empty where none came since its start"
  )
  public String getLastWebhook() {
    return inbox.lastWebhook(id).map(Instant::toString).orElse("");
  }
}
