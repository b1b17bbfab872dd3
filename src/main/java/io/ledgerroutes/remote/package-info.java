/**
 * How any remote system is spoken to over HTTP, and what its failures mean: one call, one answer, one table
 * of failure kinds. Nothing about a particular remote's records may enter.
 */
package io.ledgerroutes.remote;
