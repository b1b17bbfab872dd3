/** Dry runs, backfills and comparisons of a period: calls and pages over the room reconcile, which knows what they mean. */
package io.ledgerroutes.console.runs;
