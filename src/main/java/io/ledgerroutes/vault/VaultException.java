package io.ledgerroutes.vault;

/** Something sealed does not open; the message says why and what to do, and holds no secret. */
public final class VaultException extends RuntimeException {

  public VaultException(String message) {
    super(message);
  }
}
