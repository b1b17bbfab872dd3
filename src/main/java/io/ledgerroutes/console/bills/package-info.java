/** A bill, what was found out about its purchase orders, and an operator's decision on it: calls and pages. How bills are matched is the integration's. */
package io.ledgerroutes.console.bills;
