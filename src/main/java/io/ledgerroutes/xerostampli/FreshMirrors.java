package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.PooledReading;
import io.ledgerroutes.xero.mirror.XeroMirror;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes the mirrors as fresh as a batch needs them, in a call for all of it. What a poll found is in the mirror;
 * what Xero's webhook told of may not be, and what an operator replays may have waited for a change there.
 */
@Component
class FreshMirrors {

  private static final List<MirrorKind> LOOKED_AT = List.of(
    MirrorKind.CONTACTS,
    MirrorKind.PURCHASE_ORDERS,
    MirrorKind.SUPPLIER_CREDITS,
    MirrorKind.BILLS
  );

  private final XeroMirror mirror;
  private final PooledReading pooled;

  @Autowired
  FreshMirrors(XeroMirror mirror, MirrorChanges changes) {
    this(mirror, changes, PooledReading.POOLED);
  }

  FreshMirrors(XeroMirror mirror, MirrorChanges changes, Duration pooled) {
    this.mirror = mirror;
    this.pooled = new PooledReading(mirror, changes::now, pooled);
  }

  /**
   * Reads what changed where the mirror may be behind a message of the batch; messages that can still wait for others
   * are settled so.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read
   */
  void freshen(Batch batch, MirrorKind own) {
    if (
      batch
        .open()
        .stream()
        .anyMatch(element -> element.message().replayed())
    ) {
      LOOKED_AT.forEach(kind -> mirror.notOlderThan(batch.tenant(), kind, Duration.ZERO));
      return;
    }
    List<Element> told = batch
      .open()
      .stream()
      .filter(element -> element.payload().length > 0)
      .toList();
    if (!told.isEmpty()) {
      pooled.read(batch.tenant(), own, told);
    }
  }
}
