package io.ledgerroutes.vault;

/** A row of the vault as it is stored. */
record SealedSecret(String owner, String name, byte[] sealed) {
  /** What ties the sealed bytes to their row: moved to another row they do not open. */
  String associated() {
    return owner + "/" + name;
  }
}
