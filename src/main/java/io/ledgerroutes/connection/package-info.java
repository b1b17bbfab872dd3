/**
 * What a connection is: one customer's pair of systems, read from a file, checked, taken over while running
 * and remembered when the file goes. What a setting means to an integration does not enter; each integration
 * reads its own section through {@link io.ledgerroutes.connection.SettingsNode}.
 */
package io.ledgerroutes.connection;
