/**
 * The stand-in for Xero: login, tokens, connections and the accounting API, with the rules, limits and words
 * of the real one as far as the facts tell them. It keeps books; it knows nothing of the product that writes.
 */
package io.ledgerroutes.sandbox.xero;
