/** What the API promises: its description, and a test of each call against it. One house over real HTTP serves them all. */
package io.ledgerroutes.console.contract;
