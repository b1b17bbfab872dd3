/**
 * YAML routes while the runtime runs: an edited file is checked, tried out aside and swapped in, or refused
 * with a reason while the old one goes on. What a route does never enters; only whether it may run.
 */
package io.ledgerroutes.routing;
