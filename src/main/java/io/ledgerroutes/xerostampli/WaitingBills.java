package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import org.springframework.stereotype.Component;

/**
 * Bills that a rule holds for what their supplier's records say: an order that is missing, a vendor id, another bill
 * that could as well be the one. Each waits under a name that tells what was looked at, so that it is looked at again
 * once for each change and misses none.
 */
@Component
class WaitingBills {

  private static final int HASH = 32;

  private final InboxStore inbox;
  private final MirrorChanges changes;
  private final Database database;

  WaitingBills(InboxStore inbox, MirrorChanges changes, Database database) {
    this.inbox = inbox;
    this.changes = changes;
    this.database = database;
  }

  /**
   * What a held bill of this supplier waits for, to be asked before its records are looked at.
   *
   * @return a name for {@link io.ledgerroutes.inbox.Outcome.Held}
   */
  String name(String connection, String tenant, String supplier) {
    String looked = Sha256.hex(changes.ofSupplier(tenant, supplier).toString());
    return prefix(connection) + supplier + "@" + looked.substring(0, HASH);
  }

  /** Lets those be looked at again whose supplier's records are not what they were; how many that were. */
  int release(String connection, String tenant) {
    String prefix = prefix(connection);
    int released = 0;
    for (String waited : inbox.waitedFor(connection, prefix)) {
      String supplier = waited.substring(prefix.length(), waited.lastIndexOf('@'));
      if (!waited.equals(name(connection, tenant, supplier))) {
        released += database.durably(() -> inbox.releaseWaiting(waited));
      }
    }
    return released;
  }

  private static String prefix(String connection) {
    return connection + "/" + XeroStampli.SUPPLIER + "/";
  }
}
