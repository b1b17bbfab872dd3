/** What came in, how it stands and why, and the operator's hand on it: calls and pages. No rule about records or money enters. */
package io.ledgerroutes.console.messages;
