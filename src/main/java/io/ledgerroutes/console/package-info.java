/**
 * What an operator holds in hand: one room a subject, each with its calls and its pages, and here what they share.
 * It reads what the other rooms of the house know and calls what they offer; no rule about records or money enters.
 */
package io.ledgerroutes.console;
