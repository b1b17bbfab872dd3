/**
 * Credentials, tokens and payloads encrypted at rest (AES-256-GCM), and the keys they are encrypted with.
 * No room's own records are named here: others hand in bytes and a name, and get bytes back.
 */
package io.ledgerroutes.vault;
