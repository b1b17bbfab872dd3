/**
 * The audit trail and what a record became, to read and to take away as a list; erasing a person, and backups of it all.
 */
package io.ledgerroutes.console.trail;
