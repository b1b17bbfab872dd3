/**
 * Stampli as a remote system: files of rows, written by a connection's template, staged, and handed over by SFTP in
 * steps that a crash cannot double. What the rows mean belongs to the integrations.
 */
package io.ledgerroutes.stampli;
