/**
 * Sums of money, whatever they are for: how a whole is divided so that no cent is lost. Knows no system, no
 * integration, no store and no clock.
 */
package io.ledgerroutes.money;
