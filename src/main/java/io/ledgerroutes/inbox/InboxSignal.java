package io.ledgerroutes.inbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes a flow's consumer on this node at once when something was stored for it. */
@Component
class InboxSignal {

  private final Map<String, Semaphore> flows = new ConcurrentHashMap<>();

  void stored(List<NewMessage> messages) {
    messages.stream().map(NewMessage::flow).distinct().forEach(this::wake);
  }

  void wake(String flow) {
    Semaphore bell = bell(flow);
    // One ring is enough however often it is pulled.
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /** Returns when the flow's bell rings or the time is up. */
  void await(String flow, long millis) throws InterruptedException {
    Semaphore bell = bell(flow);
    if (bell.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  private Semaphore bell(String flow) {
    return flows.computeIfAbsent(flow, name -> new Semaphore(0));
  }
}
