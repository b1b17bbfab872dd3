/**
 * What an operator holds in hand: the JSON API, sign-in, health and the words at the start. It reads what the
 * other rooms know and calls what they offer; no rule about records or money enters.
 */
package io.ledgerroutes.console;
