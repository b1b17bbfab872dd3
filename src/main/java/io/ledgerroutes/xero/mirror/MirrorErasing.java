package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Sought;
import io.ledgerroutes.xero.mirror.XeroMirrorStore.Kept;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Forgets mirrored contacts and purchase orders that name a person, with the keys by which they are found. */
@Component
@Order(Erasing.KNOWS_NAMES)
class MirrorErasing implements Erasing {

  private static final int STEP = 200;
  private static final List<MirrorKind> OF_PEOPLE = List.of(MirrorKind.CONTACTS, MirrorKind.PURCHASE_ORDERS);

  private final XeroMirrorStore store;

  MirrorErasing(XeroMirrorStore store) {
    this.store = store;
  }

  @Override
  public Erased erase(Sought sought) {
    int erased = 0;
    List<Kept> some = store.after(0, STEP);
    while (!some.isEmpty()) {
      for (Kept record : some) {
        if (OF_PEOPLE.contains(record.kind()) && sought.in(record.content())) {
          store.remove(record.tenant(), record.kind(), List.of(record.recordId()));
          erased++;
        }
      }
      some = store.after(some.getLast().id(), STEP);
    }
    String why = erased == 0 ? null : "The daily sweep reads again what still stands in Xero.";
    return new Erased("mirrored records", erased, 0, why);
  }
}
