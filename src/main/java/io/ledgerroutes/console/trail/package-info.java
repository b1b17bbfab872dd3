/** The audit trail and what a record became, to read and to take away as a list. Nothing here changes a row. */
package io.ledgerroutes.console.trail;
