package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import io.ledgerroutes.xero.mirror.TaxRate;
import java.util.Map;
import java.util.Set;

/**
 * What the books are like that an order is brought to.
 *
 * @param organisation its zone dates the documents (rule A3)
 * @param accounts the chart, by code; accounts without a code are left out
 * @param taxRates by type
 * @param currencies ISO 4217 codes of those it is subscribed to
 */
record LedgerView(
  OrganisationFacts organisation,
  Map<String, Account> accounts,
  Map<String, TaxRate> taxRates,
  Set<String> currencies
) {
  LedgerView {
    accounts = Map.copyOf(accounts);
    taxRates = Map.copyOf(taxRates);
    currencies = Set.copyOf(currencies);
  }
}
