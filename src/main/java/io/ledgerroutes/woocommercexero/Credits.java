package io.ledgerroutes.woocommercexero;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the refunds of an order come to.
 *
 * @param credits oldest first
 * @param concerns refunds that nothing is posted for, in words
 * @param allocated what was set against the invoice, in the order's currency
 * @param left what is not yet credited
 */
record Credits(List<Credit> credits, List<String> concerns, BigDecimal allocated, LeftToCredit left) {
  Credits {
    credits = List.copyOf(credits);
    concerns = List.copyOf(concerns);
  }
}
