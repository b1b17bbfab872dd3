package io.ledgerroutes.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells a flow's consumer on this node at once for which connections something was stored. */
@Component
class InboxSignal {

  private final Map<String, Bell> flows = new ConcurrentHashMap<>();

  private record Bell(Set<String> connections, Semaphore rung) {}

  void stored(List<NewMessage> messages) {
    messages.forEach(message -> bell(message.flow()).connections().add(message.connection()));
    messages.stream().map(NewMessage::flow).distinct().forEach(this::wake);
  }

  void ring(String flow, String connection) {
    bell(flow).connections().add(connection);
    wake(flow);
  }

  /** Ends the flow's wait without naming a connection. */
  void wake(String flow) {
    Semaphore rung = bell(flow).rung();
    // One ring is enough however often it is pulled.
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Returns when the flow's bell rings or the time is up, with the connections it rang for. */
  Set<String> await(String flow, long millis) throws InterruptedException {
    Bell bell = bell(flow);
    if (bell.rung().tryAcquire(Math.max(0, millis), TimeUnit.MILLISECONDS)) {
      bell.rung().drainPermits();
    }
    Set<String> named = new HashSet<>(bell.connections());
    bell.connections().removeAll(named);
    return named;
  }

  private Bell bell(String flow) {
    return flows.computeIfAbsent(flow, name -> new Bell(ConcurrentHashMap.newKeySet(), new Semaphore(0)));
  }
}
