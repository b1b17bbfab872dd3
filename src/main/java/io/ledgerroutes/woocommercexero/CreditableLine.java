package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.woocommerce.OrderLine;
import java.util.Optional;

/**
 * A line of an invoice as far as it may be credited: with the account, tax type and tracking that it was posted with
 * (rule W7).
 *
 * @param name what it is called, without a quantity
 * @param tracking Xero's own form; missing where the line has none
 * @param amount all that was invoiced
 */
record CreditableLine(
  Part part,
  String name,
  String account,
  String taxType,
  JsonNode tracking,
  Amount amount
) {
  /** What of the order a line is. */
  sealed interface Part {
    /**
     * A line of the order.
     *
     * @param taxAccount where its tax was booked as a line of its own; empty where it has its tax itself, or where
     *     that is not known any more
     */
    record OfOrder(OrderLine line, Optional<String> taxAccount) implements Part {}

    /** The tax of one of the shop's rates, booked to an account as a line of its own. */
    record TaxOf(long rateId, String account) implements Part {}

    /** What we added, as rounding. */
    record Added() implements Part {}
  }

  /** The order's line, where it is one. */
  Optional<OrderLine> source() {
    return part instanceof Part.OfOrder ofOrder ? Optional.of(ofOrder.line()) : Optional.empty();
  }

  /** Whether the tax of the order's line is booked on lines of its own. */
  boolean taxedElsewhere() {
    return (
      part instanceof Part.OfOrder(OrderLine line, Optional<String> taxAccount) &&
      (taxAccount.isPresent() || (amount.tax().signum() == 0 && line.totalTax().signum() != 0))
    );
  }

  /** Whether tax of this rate on that line of the order is booked here. */
  boolean bearsTaxOf(CreditableLine other, long rateId) {
    return (
      part instanceof Part.TaxOf(long rate, String to) &&
      rate == rateId &&
      other.part instanceof Part.OfOrder ofOrder &&
      ofOrder
        .taxAccount()
        .filter(account -> !account.equals(to))
        .isEmpty()
    );
  }
}
