package io.ledgerroutes.inbox;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Sought;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Takes a person out of messages' reasons: a remote's own words may name one. */
@Component
@Order(Erasing.NEEDS_NAMES)
class ReasonErasing implements Erasing {

  private static final int STEP = 500;

  private final InboxStore store;

  ReasonErasing(InboxStore store) {
    this.store = store;
  }

  @Override
  public Erased erase(Sought sought) {
    int erased = 0;
    int left = 0;
    List<InboxStore.Reason> some = store.reasons(0, STEP);
    while (!some.isEmpty()) {
      for (InboxStore.Reason reason : some) {
        if (sought.in(reason.text())) {
          boolean done = store.reword(reason, sought.without(reason.text()));
          erased += done ? 1 : 0;
          left += done ? 0 : 1;
        }
      }
      some = store.reasons(some.getLast().id(), STEP);
    }
    return new Erased("reasons of messages", erased, left, null);
  }
}
