/**
 * What all stand-ins share: the listener, calls and answers, a journal that survives kill -9, faults on
 * demand, and the counts of what callers did. Knows nothing of Xero or a shop.
 */
package io.ledgerroutes.sandbox.stage;
