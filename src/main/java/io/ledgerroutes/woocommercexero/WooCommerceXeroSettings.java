package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.IntegrationSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands under {@code woocommerce:} in a connection's file.
 *
 * @param store {@code store}: the shop's address, https or http on loopback, with its path if it has one
 * @param zone {@code zone}: the Xero organisation's time zone, whose days date the invoices (rule A3), as long
 *     as the organisation itself is not known
 * @param statuses {@code statuses}: orders with one of these are brought over; processing and completed unless
 *     given, drafts and trash never
 * @param invoiceNumber {@code invoice-number}: pattern of the invoices' numbers; {@code {number}} is the order's,
 *     {@code {id}} its id; WC-{number} unless given
 * @param invoiceStatus {@code invoice-status}: AUTHORISED unless given
 * @param terms {@code terms}: days until an unpaid order's invoice is due, 14 unless given
 * @param accounts {@code accounts}: required
 * @param taxes {@code taxes}: tax types of the shop's rates
 * @param untaxed {@code untaxed}: tax types of lines without a rate; none means such lines are held
 * @param roundingTaxType {@code rounding-tax-type}: of rounding lines and lines of 0.00; NONE unless given,
 *     BASEXCLUDED in Australia (rule A10)
 * @param roundingCeiling {@code rounding-ceiling}: the most a rounding may come to, 0.05 unless given (rule W3)
 * @param cashSaleContact {@code cash-sale-contact}: the contact of orders without name and e-mail
 * @param zeroTotal {@code zero-total}: skip unless given
 */
public record WooCommerceXeroSettings(
  URI store,
  ZoneId zone,
  Set<String> statuses,
  String invoiceNumber,
  InvoiceStatus invoiceStatus,
  int terms,
  LedgerAccounts accounts,
  List<TaxRule> taxes,
  List<UntaxedRule> untaxed,
  String roundingTaxType,
  BigDecimal roundingCeiling,
  String cashSaleContact,
  ZeroTotal zeroTotal
) implements IntegrationSettings {
  public WooCommerceXeroSettings {
    statuses = Set.copyOf(statuses);
    taxes = List.copyOf(taxes);
    untaxed = List.copyOf(untaxed);
  }

  @Override
  public Optional<String> system() {
    return Optional.of(store.toString());
  }
}
