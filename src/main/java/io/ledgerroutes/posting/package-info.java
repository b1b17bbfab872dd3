/**
 * How a step is done exactly once: the tenant's lease, intents committed before a write, links after it,
 * looking before writing again, adoption and the splitting of a failing request. Knows targets only by their
 * contract; nothing about a particular remote may enter.
 */
package io.ledgerroutes.posting;
