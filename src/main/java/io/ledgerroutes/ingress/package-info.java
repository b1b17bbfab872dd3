/**
 * The door for every webhook: what may come in (size, verb, headers), what goes out (a status and at most one
 * clear sentence), and nothing of the request in the answer. What a webhook means and whether it is genuine
 * belongs to the remote's own package.
 */
package io.ledgerroutes.ingress;
