package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.NumberPattern;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What stands under {@code woocommerce:} in a connection's file.
 *
 * @param store {@code store}: the shop's address, https or http on loopback, with its path if it has one
 * @param zone {@code zone}: the Xero organisation's time zone, whose days date the documents (rule A3), as long
 *     as the organisation itself is not known
 * @param trashed {@code trashed}: what becomes of trashed and deleted orders, hold unless given (rule W9)
 */
public record WooCommerceXeroSettings(
  URI store,
  ZoneId zone,
  OrderSettings orders,
  MappingSettings mapping,
  InvoiceSettings invoices,
  PaymentSettings payments,
  RefundSettings refunds,
  ContactSettings contacts,
  ClosedPeriodSettings closedPeriods,
  TrashedOrders trashed
) implements IntegrationSettings {
  @Override
  public Optional<String> system() {
    return Optional.of(store.toString());
  }

  @Override
  public Optional<NumberPattern> numbers() {
    return Optional.of(NumberPattern.of("woocommerce.invoice-number", invoices.number()));
  }
}
