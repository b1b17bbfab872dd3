package io.ledgerroutes.console.figures;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxGauges;
import io.ledgerroutes.start.JmxView;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps one JMX bean a connection, there and gone with it. */
@Component
class ConnectionBeans {

  private final Connections connections;
  private final Inbox inbox;
  private final InboxGauges gauges;
  private final LedgerGauges ledger;
  private final JmxView jmx;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  ConnectionBeans(
    Connections connections,
    Inbox inbox,
    InboxGauges gauges,
    LedgerGauges ledger,
    JmxView jmx
  ) {
    this.connections = connections;
    this.inbox = inbox;
    this.gauges = gauges;
    this.ledger = ledger;
    this.jmx = jmx;
    connections.onChange(this::changed);
  }

  @EventListener(ApplicationReadyEvent.class)
  void all() {
    connections.ids().forEach(this::changed);
  }

  private void changed(String id) {
    if (!connections.ids().contains(id)) {
      if (shown.remove(id)) {
        jmx.hide(named(id));
      }
    } else if (shown.add(id)) {
      jmx.show(named(id), new ConnectionBean(id, connections, inbox, gauges, ledger));
    }
  }

  private static String named(String id) {
    return "type=Connection,id=" + id;
  }
}
