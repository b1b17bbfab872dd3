package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.OrderLine;
import java.math.BigDecimal;

/**
 * A line as it will be booked.
 *
 * @param net without tax, 2 places
 * @param tax 2 places
 */
record InvoiceLine(OrderLine source, String account, String taxType, BigDecimal net, BigDecimal tax) {
  InvoiceLine taxedMore(BigDecimal difference) {
    return new InvoiceLine(source, account, taxType, net, tax.add(difference));
  }

  boolean taxed() {
    return !source.taxes().isEmpty();
  }
}
