/**
 * Whom a thread serves just now, as every line of the log says it: connection, flow and correlation id. It knows no
 * other room, and every room may use it.
 */
package io.ledgerroutes.trace;
