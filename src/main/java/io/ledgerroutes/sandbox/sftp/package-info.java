/**
 * Stampli's directory: an SFTP server that takes files, sweeps them away like the real one, and fails as servers in
 * the wild do.
 */
package io.ledgerroutes.sandbox.sftp;
