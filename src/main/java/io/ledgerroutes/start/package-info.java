/**
 * How the runtime says at start that it cannot run: one sentence on what is wrong and one on what to do.
 * No other room's knowledge enters; every room may use it.
 */
package io.ledgerroutes.start;
