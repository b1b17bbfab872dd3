/**
 * The runtime under kill -9, frozen nodes and lost answers, with the sandbox as a process of its own that
 * counts. Guards are switched off here, and only here, to show that the proofs bite.
 */
package io.ledgerroutes.chaos;
