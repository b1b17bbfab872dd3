/** How each connection stands, its checks, credentials and switches: calls and pages. What a remote means by its answers stays in that remote's room. */
package io.ledgerroutes.console.connections;
