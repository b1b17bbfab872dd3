/**
 * The audit trail: every attempt, decision and operator action, append-only. Ids, hashes and reasons enter;
 * personal data, payloads and secrets never do.
 */
package io.ledgerroutes.audit;
