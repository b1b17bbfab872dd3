/**
 * Stand-ins for the remotes, with their real rules, limits and faults: a Xero and some shops on one port of
 * loopback, Stampli's directory on another. They know nothing of the product; it meets them over HTTP and SFTP only,
 * inside its own process or not.
 */
package io.ledgerroutes.sandbox;
