package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the books are like that an order is brought to.
 *
 * @param organisation its zone dates the documents (rule A3)
 * @param accounts the chart, by code; accounts without a code are left out
 * @param taxRates by type
 * @param currencies ISO 4217 codes of those it is subscribed to
 * @param brandingThemes ids by the names that the settings use
 * @param tracking categories by the names that the settings use
 */
record LedgerView(
  OrganisationFacts organisation,
  Map<String, Account> accounts,
  Map<String, TaxRate> taxRates,
  Set<String> currencies,
  Map<String, String> brandingThemes,
  Map<String, TrackingCategory> tracking
) {
  private static final String ROUNDING = "ROUNDING";

  LedgerView {
    accounts = Map.copyOf(accounts);
    taxRates = Map.copyOf(taxRates);
    currencies = Set.copyOf(currencies);
    brandingThemes = Map.copyOf(brandingThemes);
    tracking = Map.copyOf(tracking);
  }

  /** Books of which the settings name no branding theme and no tracking. */
  LedgerView(
    OrganisationFacts organisation,
    Map<String, Account> accounts,
    Map<String, TaxRate> taxRates,
    Set<String> currencies
  ) {
    this(organisation, accounts, taxRates, currencies, Map.of(), Map.of());
  }

  /** The organisation's country, ISO 3166. */
  String country() {
    return organisation.organisation().country();
  }

  /** The account of roundings (rule W3). */
  Optional<String> roundingAccount() {
    return accounts
      .values()
      .stream()
      .filter(account -> account.systemAccount().equals(ROUNDING))
      .map(Account::code)
      .findFirst();
  }
}
