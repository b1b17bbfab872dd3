package io.ledgerroutes.woocommercexero;

import java.time.ZoneId;

/**
 * What a translator knows besides the order.
 *
 * @param connection its id, the scope of the documents' sources
 */
record BookingContext(String connection, WooCommerceXeroSettings settings, LedgerView ledger) {
  /** The zone whose days date the documents (rule A3). */
  ZoneId zone() {
    return ledger.organisation().organisation().zone();
  }
}
