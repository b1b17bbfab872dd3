package io.ledgerroutes.woocommercexero;

import static java.math.RoundingMode.HALF_UP;

import io.ledgerroutes.woocommerce.OrderLine;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A line as it will be booked.
 *
 * @param tracking option by category, at most two
 * @param taxAccount where its tax went, as {@link TaxLine}s; empty where it has its tax itself
 * @param net without tax, 2 places
 * @param tax 2 places; zero where it went elsewhere
 */
record InvoiceLine(
  OrderLine source,
  String account,
  String taxType,
  Map<String, String> tracking,
  Optional<String> taxAccount,
  BigDecimal net,
  BigDecimal tax
) {
  InvoiceLine {
    tracking = Map.copyOf(tracking);
  }

  static InvoiceLine of(OrderLine source, Coding.Coded coded) {
    return new InvoiceLine(
      source,
      coded.account(),
      coded.taxType(),
      coded.tracking(),
      coded.taxAccount(),
      source.total().setScale(2, HALF_UP),
      source.totalTax().setScale(2, HALF_UP)
    );
  }

  InvoiceLine withTax(BigDecimal amount) {
    return new InvoiceLine(source, account, taxType, tracking, taxAccount, net, amount);
  }
}
