/**
 * The durable queue between receiving a record and working on it: the {@code inbox:} component, its store,
 * settlement, dead letters and replay. Nothing about a particular remote or integration may enter.
 */
package io.ledgerroutes.inbox;
