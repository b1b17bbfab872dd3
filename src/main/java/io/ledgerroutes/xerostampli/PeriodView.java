package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.TaxRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What the rows and sums of a period need to know of the books.
 *
 * @param today in the organisation
 * @param vendors Stampli's vendor id by the contact's id, as far as it is known
 * @param orders by id
 * @param files when a file was delivered, by its name
 * @param filed what files hold of credits that are open, by id
 */
record PeriodView(
  XeroStampliSettings settings,
  String shortCode,
  ZoneId zone,
  LocalDate today,
  Map<String, Account> accounts,
  Map<String, TaxRate> taxRates,
  Map<String, String> vendors,
  Map<String, PurchaseOrder> orders,
  Map<String, Instant> files,
  Map<String, FiledRecord> filed
) {
  private static final int SHOWN_OF_AN_ID = 8;

  PeriodView {
    accounts = Map.copyOf(accounts);
    taxRates = Map.copyOf(taxRates);
    vendors = Map.copyOf(vendors);
    orders = Map.copyOf(orders);
    files = Map.copyOf(files);
    filed = Map.copyOf(filed);
  }

  /** What sums call a supplier: they are kept for long and say no names. */
  String supplier(String contact) {
    return Optional.ofNullable(vendors.get(contact))
      .filter(id -> !id.isEmpty())
      .orElseGet(
        () -> "no vendor id (" + contact.substring(0, Math.min(SHOWN_OF_AN_ID, contact.length())) + ")"
      );
  }

  String accountName(String code) {
    return Optional.ofNullable(accounts.get(code)).map(Account::name).orElse("");
  }

  /** The tax that its tax type's rate comes to. */
  BigDecimal expectedTax(PeriodLine line) {
    return Optional.ofNullable(taxRates.get(line.taxType()))
      .map(rate -> rate.tax(line.amount(), line.inclusive()))
      .orElse(BigDecimal.ZERO);
  }

  /** As Xero keeps totals, whatever zeros its answer leaves out (facts, Xero 3). */
  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** An order's net, whatever its amounts are. */
  static BigDecimal net(PurchaseOrder order) {
    return order.total().subtract(order.tax());
  }

  /** The organisation's day on which a file was delivered (rule A3); null where it was not. */
  LocalDate delivered(String file) {
    Instant at = files.get(file);
    return at == null ? null : at.atZone(zone).toLocalDate();
  }

  String orderNumber(String id) {
    return Optional.ofNullable(orders.get(id)).map(PurchaseOrder::number).orElse(id);
  }
}
