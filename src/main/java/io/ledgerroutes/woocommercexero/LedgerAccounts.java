package io.ledgerroutes.woocommercexero;

/**
 * Codes of Xero accounts.
 *
 * @param sales products
 * @param shipping ways of shipping
 * @param fees fees, also those that take off
 * @param rounding the account whose {@code SystemAccount} is ROUNDING (rule W3)
 */
public record LedgerAccounts(String sales, String shipping, String fees, String rounding) {}
