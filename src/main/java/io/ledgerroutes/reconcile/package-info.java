/**
 * Periods of a connection tried without writing, brought over and compared on both sides: their rows, sums, lists for
 * spreadsheets and what is kept of them. What a record means to an integration comes through {@link
 * io.ledgerroutes.reconcile.PeriodBooks}; no system and no integration enters.
 */
package io.ledgerroutes.reconcile;
