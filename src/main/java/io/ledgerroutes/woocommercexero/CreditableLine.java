package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.woocommerce.OrderLine;
import java.util.Optional;
import java.util.Set;

/**
 * A line of an invoice as far as it may be credited: with the account, tax type and tracking that it was posted with
 * (rule W7).
 *
 * @param source the order's line; empty for what we added, as rounding
 * @param rates ids of the shop's rates whose tax this line is, where tax stands on lines of its own; else empty
 * @param name what it is called, without a quantity
 * @param tracking Xero's own form; missing where the line has none
 * @param amount all that was invoiced
 */
record CreditableLine(
  Optional<OrderLine> source,
  Set<Long> rates,
  String name,
  String account,
  String taxType,
  JsonNode tracking,
  Amount amount
) {
  CreditableLine {
    rates = Set.copyOf(rates);
  }

  /** Whether the tax of the order's line is booked on lines of its own. */
  boolean taxedElsewhere() {
    return amount.tax().signum() == 0 && source.filter(line -> line.totalTax().signum() != 0).isPresent();
  }
}
