package io.ledgerroutes.inbox;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Sought;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Takes the pseudonym of a person's e-mail off the cards: their records are no longer found by it. */
@Component
@Order(Erasing.NEEDS_NAMES)
class CardErasing implements Erasing {

  private final RecordCardStore cards;

  CardErasing(RecordCardStore cards) {
    this.cards = cards;
  }

  @Override
  public Erased erase(Sought sought) {
    return new Erased("record cards", cards.forget(sought.email()), 0, null);
  }
}
